/**
 * Names of the columns of loaded records, for a French reader, in the order in which a record is told: what it is about
 * first. One that is not here comes last, by no name of its own.
 */
export const fieldLabels: Readonly<Record<string, string>> = {
  // Convention
  reference: 'Référence',
  convention_reference: 'Convention',
  title: 'Intitulé',
  lineage: 'Lignée',
  generation: 'Génération',
  scale: 'Forme du territoire',
  home_department_id: 'Département',
  starts_on: 'Début',
  starts_precision: 'Précision du début',
  ends_on: 'Fin',
  ends_precision: 'Précision de la fin',
  duration_years: 'Durée en années',
  signed_on: 'Signature',
  signature_basis: 'Base de la date de signature',
  perimeter_basis: 'Périmètre connu par',
  perimeter_complete: 'Périmètre complet',
  declared_communes: 'Communes annoncées',
  declared_priorities: 'Enjeux annoncés',
  declared_objectives: 'Objectifs annoncés',
  declared_actions: 'Actions annoncées',
  notes: 'Remarques',

  // Parts of a convention
  name: 'Nom',
  kind: 'Nature',
  role: 'Rôle',
  count: 'Nombre',
  territory_id: 'Territoire',
  theme: 'Thématique',
  words: 'Thématique (mots de la source)',
  is_anchor: 'Nommé par la source',
  stay: 'Séjour',
  joined_on: 'Entrée',
  left_on: 'Sortie',
  is_signatory: 'Signataire',
  stated_as: 'Code écrit dans la source',

  // Amendment
  number: 'Numéro',
  effective_on: 'Prise d’effet',
  effective_precision: 'Précision de la prise d’effet',
  communes_added: 'Communes ajoutées',
  communes_removed: 'Communes retirées',
  summary: 'Résumé',

  // Plan and progress
  code: 'Code',
  parent_id: 'Nœud au-dessus',
  level: 'Niveau',
  themes: 'Thématiques',
  theme_words: 'Thématiques (mots de la source)',
  lead: 'Pilote',
  lead_kind: 'Genre de pilote',
  due_on: 'Échéance',
  due_words: 'Échéance (mots de la source)',
  indicator: 'Indicateur de suivi',
  baseline: 'Valeur de départ',
  plan_node_id: 'Action',
  observed_on: 'Date de l’état',
  observed_precision: 'Précision de la date',
  status: 'État',
  status_words: 'État (mots de la source)',
  percent: 'Avancement',
  comment: 'Commentaire',

  // Subsidy
  amount_cents: 'Montant',
  fiscal_year: 'Exercice',
  year_from: 'Première année',
  year_to: 'Dernière année',
  periodicity: 'Périodicité',
  precision: 'Précision',
  sector: 'Secteur',
  sector_words: 'Secteur (mots de la source)',
  funding_line: 'Ligne de financement',
  funding_line_words: 'Ligne (mots de la source)',
  section: 'Section comptable',
  nature: 'Nature',
  nature_words: 'Nature (mots de la source)',
  operator: 'Gestionnaire',
  facility: 'Équipement',
  set_aside: 'Hors des totaux',

  // Indicator
  value: 'Valeur',
  kind_words: 'Indicateur (mots de la source)',
  year: 'Année',
  unit: 'Unité',
  series: 'Série',
  state: 'État de la valeur',
};

const ranks = new Map(Object.keys(fieldLabels).map((field, rank) => [field, rank]));

/** The database gives columns in an order of its own. */
export const inToldOrder = (fields: readonly string[]): string[] =>
  fields.toSorted((a, b) => (ranks.get(a) ?? ranks.size) - (ranks.get(b) ?? ranks.size));

/** Columns that say where a value came from, or that the hub works out: not what a person changed. */
export const hiddenFields: ReadonlySet<string> = new Set([
  'id',
  'batch_revision',
  'source_sheet',
  'source_line',
  'source_url',
  'source_title',
  'demonstration',
  'path',
  'position',
  'is_measured',
]);
