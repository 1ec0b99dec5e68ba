/** What a measure is counted in. */
export enum MeasureUnit {
  EURO = 'EURO',
  EURO_PER_INHABITANT = 'EURO_PER_INHABITANT',
  EURO_PER_10000_INHABITANTS = 'EURO_PER_10000_INHABITANTS',
  EURO_PER_CHILD = 'EURO_PER_CHILD',
  SHARE = 'SHARE',
  POINT = 'POINT',
  AMOUNT = 'AMOUNT',
  INHABITANT = 'INHABITANT',
  CONVENTION = 'CONVENTION',
  ACTION = 'ACTION',
  COMMUNE = 'COMMUNE',
  DAY = 'DAY',
}

/** A figure of a table, declared once: its field in the API, the catalogue and the order of rows follow. */
export interface MeasureFacts {
  /** Field of a row that gives it. */
  readonly field: string;
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: MeasureUnit;
  /** True when the rows of one dimension add up to their total. */
  readonly addsUp: boolean;
}

export interface DimensionFacts {
  readonly label: string;
  readonly description: string;
}

/** A grouped query: what it measures, by what, and what it refuses to put together. */
export interface TableFacts {
  readonly query: string;
  readonly title: string;
  readonly measures: Readonly<Record<string, MeasureFacts>>;
  readonly dimensions: Readonly<Record<string, DimensionFacts>>;
  /** Dimensions by which a measure is not given, by its name. */
  readonly without: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Dimensions whose rows do not add up to the total, whatever the measure. */
  readonly apart?: readonly string[];
  /** In French: what has no meaning, and what to ask instead. */
  readonly limits: readonly string[];
}
