import type {
  AmendmentKind,
  ConventionScale,
  DatePrecision,
  PerimeterBasis,
  SignatoryKind,
  SignatoryRole,
  Theme,
} from '../../convention/convention.rules.js';
import { indicators } from '../../indicator/indicator.rules.js';
import type { ActionStatus, PlanNodeKind } from '../../plan/plan.rules.js';
import { fundingLines } from '../../subsidy/funding-line.rules.js';
import {
  type AmountPrecision,
  type Periodicity,
  type Section,
  type SetAsideReason,
  type SubsidyNature,
  sectorLabels,
} from '../../subsidy/subsidy.rules.js';

type Words<T extends string> = Readonly<Record<T, string>>;

const labelsOf = <T extends string>(facts: Readonly<Record<T, { readonly label: string }>>): Words<T> =>
  Object.fromEntries(
    Object.entries<{ readonly label: string }>(facts).map(([word, { label }]) => [word, label]),
  ) as Words<T>;

const scales: Words<ConventionScale> = {
  COMMUNE: 'commune',
  EPCI: 'EPCI',
  MULTI_EPCI: 'plusieurs EPCI',
  COMMUNE_GROUP: 'groupe de communes',
  FORMER_EPCI: 'ancien EPCI',
  PART_OF_EPCI: 'partie d’EPCI',
  EPCI_AND_COMMUNES: 'EPCI et communes',
};

const datePrecisions: Words<DatePrecision> = { DAY: 'au jour', MONTH: 'au mois', YEAR: 'à l’année' };

const perimeterBases: Words<PerimeterBasis> = {
  LISTED: 'la liste des communes',
  WHOLE_EPCI: 'l’EPCI entier',
  NOT_STATED: 'rien : non précisé',
};

const roles: Words<SignatoryRole> = { SIGNATORY: 'signataire', PARTNER: 'partenaire' };

const kinds: Words<SignatoryKind | AmendmentKind | PlanNodeKind> = {
  CAF: 'Caf',
  COMMUNE: 'commune',
  EPCI: 'EPCI',
  INTERMUNICIPAL_SYNDICATE: 'syndicat intercommunal',
  SOCIAL_ACTION_CENTRE: 'centre d’action sociale',
  DEPARTMENT: 'département',
  MSA: 'MSA',
  CPAM: 'CPAM',
  CARSAT: 'Carsat',
  STATE: 'État',
  OTHER: 'autre',
  PROLONGATION: 'prolongation',
  SIGNATORY_ADDED: 'signataire',
  PERIMETER_CHANGED: 'périmètre',
  CONTENT_ADDED: 'contenu',
  PRIORITY: 'enjeu',
  OBJECTIVE: 'objectif',
  ACTION: 'action',
};

const themes: Words<Theme> = {
  EARLY_CHILDHOOD: 'petite enfance',
  CHILDHOOD: 'enfance',
  YOUTH: 'jeunesse',
  PARENTING: 'parentalité',
  ACCESS_TO_RIGHTS: 'accès aux droits',
  DIGITAL_INCLUSION: 'inclusion numérique',
  SOCIAL_LIFE: 'animation de la vie sociale',
  HOUSING: 'logement',
  DISABILITY: 'handicap',
  SOCIAL_SUPPORT: 'accompagnement social',
  OTHER: 'autre',
};

const statuses: Words<ActionStatus> = {
  NOT_STARTED: 'non engagé',
  PLANNED: 'programmé',
  IN_PROGRESS: 'en cours',
  COMPLETED: 'réalisé',
  ONGOING_PERMANENT: 'permanent',
  POSTPONED: 'reporté',
  ABANDONED: 'abandonné',
  UNKNOWN: 'inconnu',
};

const natures: Words<SubsidyNature> = {
  FORECAST: 'prévisionnel',
  REVISED: 'actualisé',
  REAL: 'réel',
  DECIDED: 'décidé',
  UNKNOWN: 'inconnue',
};

const precisions: Words<AmountPrecision> = {
  EXACT: 'exact',
  APPROXIMATE: 'approximatif',
  AT_LEAST: 'au moins',
  AT_MOST: 'plafond',
};

const sections: Words<Section> = {
  RUNNING: 'fonctionnement',
  INVESTMENT: 'investissement',
  UNKNOWN: 'inconnue',
};

const periodicities: Words<Periodicity> = {
  YEARLY: 'annuel',
  MULTI_YEAR: 'cumulé',
  ONE_OFF: 'ponctuel',
  UNKNOWN: 'inconnue',
};

const reasons: Words<SetAsideReason> = {
  PUBLISHED_TOTAL: 'total publié',
  MULTI_YEAR: 'plusieurs années',
  YEAR_UNKNOWN: 'exercice inconnu',
  NATURE_UNKNOWN: 'nature inconnue',
};

/** What a closed list's words mean in French, by the column that holds them. */
export const fieldWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scale: scales,
  starts_precision: datePrecisions,
  ends_precision: datePrecisions,
  effective_precision: datePrecisions,
  observed_precision: datePrecisions,
  perimeter_basis: perimeterBases,
  role: roles,
  // Kinds of indicators, signatories, amendments and plan nodes: no word of one is another's, but for what is other.
  kind: { ...labelsOf(indicators), ...kinds },
  theme: themes,
  themes,
  status: statuses,
  nature: natures,
  precision: precisions,
  section: sections,
  periodicity: periodicities,
  set_aside: reasons,
  sector: sectorLabels,
  funding_line: labelsOf(fundingLines),
  state: { REPORTED: 'communiquée', SUPPRESSED: 'secret statistique' },
};
