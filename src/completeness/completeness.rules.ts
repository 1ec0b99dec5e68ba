import { DatasetName } from '../provenance/dataset-name.js';

/** What the hub has of one unit, of what it expects for a year. */
export enum UnitStanding {
  RECEIVED = 'RECEIVED',
  SILENT = 'SILENT',
  UNCERTAIN = 'UNCERTAIN',
  UNKNOWN = 'UNKNOWN',
  UNEXPECTED = 'UNEXPECTED',
}

/** When it came, against the due date of the campaign. */
export enum Timeliness {
  ON_TIME = 'ON_TIME',
  LATE = 'LATE',
  AWAITED = 'AWAITED',
  MISSING = 'MISSING',
  NO_CAMPAIGN = 'NO_CAMPAIGN',
}

/** Data sets of which something is expected. An amendment is expected from nobody: most conventions have none. */
export type ExpectedDataset = Exclude<DatasetName, DatasetName.AMENDMENTS>;

export interface Expectation {
  readonly unit: 'COMMUNE' | 'CONVENTION';
  /** Is what comes of one fiscal year? A plan is of every year of its convention. */
  readonly isYearly: boolean;
  /** Do its rows have a nature, of which each has its own campaign? */
  readonly hasNature: boolean;
  /** In French: what is expected, received, uncertain and unknown. */
  readonly definition: string;
}

const conventionsInForce =
  'CTG en vigueur, par période, au moins un jour de l’exercice, et qui touchent le territoire';
const undated = 'conventions dont les dates ne disent pas si elles sont en vigueur dans l’exercice';

export const expectations: Readonly<Record<ExpectedDataset, Expectation>> = {
  [DatasetName.CONVENTIONS]: {
    unit: 'COMMUNE',
    isYearly: true,
    hasNature: false,
    definition:
      'Attendu : toutes les communes du territoire. Reçu : celles du périmètre d’une CTG en vigueur, par période, au moins un ' +
      'jour de l’exercice. Incertain : celles que nomme seulement une CTG dont les dates ne le disent pas.',
  },
  [DatasetName.PLAN_NODES]: {
    unit: 'CONVENTION',
    isYearly: false,
    hasNature: false,
    definition: `Attendu : les ${conventionsInForce}. Reçu : celles dont le hub a au moins un élément de plan, quelle qu’en soit la date. Inconnu : les ${undated}.`,
  },
  [DatasetName.PROGRESS]: {
    unit: 'CONVENTION',
    isYearly: true,
    hasNature: false,
    definition:
      `Attendu : les ${conventionsInForce}, dont le plan a des actions. Reçu : celles qui ont au moins un état d’avancement ` +
      `observé dans l’exercice. Incertain : celles qui n’ont que des états sans date. Inconnu : les conventions en vigueur dont le plan n’est pas connu, et les ${undated}.`,
  },
  [DatasetName.SUBSIDIES]: {
    unit: 'COMMUNE',
    isYearly: true,
    hasNature: true,
    definition:
      'Attendu : les communes du périmètre d’une CTG en vigueur, par période, au moins un jour de l’exercice. Reçu : celles qui ' +
      'ont au moins un montant à elles, de la nature demandée, dans un total de l’exercice ; l’argent des EPCI est compté à ' +
      'part (« epcis »). Incertain : celles dont les seuls montants sont sans année, sans nature ou sur plusieurs années. ' +
      'Inconnu : les communes que nomme seulement une CTG dont les dates ne disent pas si elle est en vigueur.',
  },
  [DatasetName.INDICATORS]: {
    unit: 'COMMUNE',
    isYearly: true,
    hasNature: false,
    definition:
      'Attendu : toutes les communes du territoire. Reçu : celles qui ont au moins une valeur à elles dans l’année, même cachée ' +
      'par le secret statistique ; les valeurs des EPCI sont comptées à part (« epcis »).',
  },
};

export const expectedDatasets = Object.keys(expectations) as readonly ExpectedDataset[];

export const isExpected = (dataset: DatasetName): dataset is ExpectedDataset => dataset in expectations;

/** Do its units follow from perimeters, so that one that is not known leaves units out? */
export const followsPerimeters = (dataset: ExpectedDataset): boolean =>
  dataset === DatasetName.CONVENTIONS || dataset === DatasetName.SUBSIDIES;

/** Are its rows a territory's own, so that an EPCI has some beside those of its communes? */
export const hasOwnRows = (dataset: ExpectedDataset): boolean =>
  dataset === DatasetName.SUBSIDIES || dataset === DatasetName.INDICATORS;

/** Year under which receptions are kept: 0 for what is of every year. */
export const receptionYear = (dataset: ExpectedDataset, fiscalYear: number): number =>
  expectations[dataset].isYearly ? fiscalYear : 0;

/** Nature under which campaigns and receptions are kept: empty for what has none. */
export const natureOf = (dataset: ExpectedDataset, nature: string | null): string =>
  expectations[dataset].hasNature ? (nature ?? '') : '';
