import type { RawBuilder } from 'kysely';

/** What a measure is counted in. */
export enum MeasureUnit {
  EURO = 'EURO',
  EURO_PER_INHABITANT = 'EURO_PER_INHABITANT',
  EURO_PER_10000_INHABITANTS = 'EURO_PER_10000_INHABITANTS',
  EURO_PER_CHILD = 'EURO_PER_CHILD',
  SHARE = 'SHARE',
  POINT = 'POINT',
  AMOUNT = 'AMOUNT',
  FUNDING_LINE = 'FUNDING_LINE',
  INHABITANT = 'INHABITANT',
  CONVENTION = 'CONVENTION',
  ACTION = 'ACTION',
  COMMUNE = 'COMMUNE',
  PLAN_NODE = 'PLAN_NODE',
  DAY = 'DAY',
  PLACE_PER_100_CHILDREN = 'PLACE_PER_100_CHILDREN',
  CORRELATION = 'CORRELATION',
  OF_INDICATOR = 'OF_INDICATOR',
}

/** What the catalogue says of a figure of a table. */
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

/**
 * A figure of a table, declared once: the catalogue, the field of a row, what it gives and the order of rows follow.
 *
 * @template Told what a row is told from
 * @template Question what its table is asked
 */
export interface Measure<Told, Question> extends MeasureFacts {
  /** GraphQL type of the field. */
  readonly type: () => object;
  readonly nullable?: true;
  readonly value: (told: Told) => unknown;
  /** How rows are ordered by it; nothing where they are not. */
  readonly order?: MeasureOrder<Told, Question>;
}

export interface MeasureOrder<Told, Question> {
  /** Of a group, in SQL: null where it is unknown. */
  readonly by: (question: Question) => RawBuilder<unknown>;
  /** Does a row tell it? What is unknown stands last, without a rank. */
  readonly isKnown: (told: Told) => boolean;
  /** In French, where the label of the measure does not say it. */
  readonly description?: string;
}

// Each is of one table's rows and questions, which its own declaration checks: here only what all have in common is read.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyMeasure = Measure<any, any>;
type AnyOrder = NonNullable<AnyMeasure['order']>;
type Measures = Readonly<Record<string, AnyMeasure>>;

/** The fields that measures give a row. */
export type Measured<M extends Measures> = {
  readonly [Name in keyof M as M[Name]['field']]: ReturnType<M[Name]['value']>;
};

/** What a row gives of each measure. */
export const measuredOf = <M extends Measures>(measures: M, told: Parameters<M[keyof M]['value']>[0]) =>
  Object.fromEntries(Object.values(measures).map(({ field, value }) => [field, value(told)])) as Measured<M>;

/** What rows are ordered by: measures, or a part of one that no field gives by itself. */
type Orderings = Readonly<Record<string, { readonly label: string; readonly order?: AnyOrder }>>;

type Ordered<M extends Orderings> = {
  readonly [Name in keyof M as M[Name] extends { order: object } ? Name : never]: Name;
};

/** Names of the measures that rows are ordered by, as an enumeration. */
export const ordersOf = <M extends Orderings>(measures: M) =>
  Object.fromEntries(
    Object.entries(measures).flatMap(([name, { order }]) => (order === undefined ? [] : [[name, name]])),
  ) as Ordered<M>;

/** What the API says of each of these orders. */
export const orderDescriptions = (measures: Orderings): Record<string, { readonly description: string }> =>
  Object.fromEntries(
    Object.entries(measures).flatMap(([name, { label, order }]) =>
      order === undefined ? [] : [[name, { description: order.description ?? `${label}.` }]],
    ),
  );

/** The order by a measure; null for that by key. */
export const orderOf = <Told, Question>(
  measures: Readonly<
    Record<string, { readonly label: string; readonly order?: MeasureOrder<Told, Question> }>
  >,
  name: string,
): MeasureOrder<Told, Question> | null => measures[name]?.order ?? null;

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

/** What the catalogue says of a measure that is a field: of a territory, a convention, another measure or the whole hub. */
export interface FieldFacts {
  readonly label: string;
  /** The description of the field too, by which the catalogue knows on which types it is. */
  readonly definition: string;
  /** Its description where it is a convention's, if that is another. */
  readonly ofConvention?: string;
  readonly formula: string;
  readonly unit: MeasureUnit;
  /** In French: what has no meaning, and what to ask instead. */
  readonly limits: readonly string[];
}

/** Measures of one feature, by the name of their field. */
export type FieldsFacts = Readonly<Record<string, FieldFacts>>;
