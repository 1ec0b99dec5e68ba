import { type DimensionFacts, MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';

/** What the table of published amounts measures: the fields of its rows and the catalogue follow from it. */
export const byTerritoryMeasures = {
  AMOUNT: {
    field: 'amount',
    label: 'Montant publié',
    definition: 'Montant en euros ; vide s’il est secret ou inconnu.',
    formula:
      'Somme des montants d’une seule nature et d’un exercice, hors montants écartés. Pour un partenaire ou un lecteur, seulement ce que ' +
      'le secret statistique laisse publier.',
    unit: MeasureUnit.EURO,
    addsUp: true,
  },
  PER_INHABITANT: {
    field: 'perInhabitant',
    label: 'Montant publié par habitant',
    definition: 'Euros par habitant du territoire entier.',
    formula: 'Montant publié, divisé par la population municipale du territoire.',
    unit: MeasureUnit.EURO_PER_INHABITANT,
    addsUp: false,
  },
} as const satisfies TableFacts['measures'];

/** By what it may be asked: one level, `level`, and its sectors or not, `bySector`. */
const dimensions: Readonly<Record<TerritoryKind | 'SECTOR', DimensionFacts>> = {
  [TerritoryKind.COUNTRY]: { label: 'Pays', description: 'La France entière : une ligne.' },
  [TerritoryKind.REGION]: { label: 'Région', description: 'Régions qui ont un montant.' },
  [TerritoryKind.DEPARTMENT]: { label: 'Département', description: 'Départements qui ont un montant.' },
  [TerritoryKind.EPCI]: {
    label: 'EPCI',
    description: 'EPCI entiers, avec leurs communes ; à un lecteur, rien n’en est publié.',
  },
  [TerritoryKind.COMMUNE]: {
    label: 'Commune',
    description: 'Communes, tous secteurs ensemble pour un partenaire ; à un lecteur, rien n’en est publié.',
  },
  SECTOR: {
    label: 'Secteur',
    description:
      'Avec « bySector », une ligne de plus par secteur de chaque territoire, UNALLOCATED compris.',
  },
};

export const byTerritoryFacts: TableFacts = {
  query: 'subsidiesByTerritory',
  title: 'Subventions publiées',
  measures: byTerritoryMeasures,
  dimensions,
  without: {},
  // The money of EPCI is no commune's, and an EPCI is whole wherever it is asked for.
  apart: [TerritoryKind.EPCI, TerritoryKind.COMMUNE],
  limits: [
    'Un niveau de territoire, un exercice et une nature à la fois.',
    'Des lignes cachées (SUPPRESSED) manquent à la somme : « total » est un chiffre à part, jamais la somme des lignes.',
    'Les lignes de secteurs s’ajoutent à celle de tous les secteurs : ne les additionnez pas avec elle.',
    'Un EPCI est sous le département où vivent le plus de ses habitants, tout entier : s’il en déborde, les lignes ne font pas le total.',
  ],
};
