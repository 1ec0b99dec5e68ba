import { type LocalDate, yearOf } from '../calendar.js';
import type { Context } from '../graphql/context.js';
import { findBatch } from '../provenance/batches.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { type PassportInput, passport } from '../provenance/passport.js';
import { PassportUnit } from '../provenance/provenance.type.js';
import type { TerritoryRow } from '../territory/territory.type.js';
import type { IndicatorValueRow } from './indicator.type.js';

/** Values of one territory that a figure is told from. */
interface ValuesOfOne {
  readonly territory: Pick<TerritoryRow, 'id' | 'population'>;
  /** The day that the figure is of. */
  readonly on: LocalDate;
  readonly values: readonly IndicatorValueRow[];
  readonly hasGaps: boolean;
  /** In French. */
  readonly definition: string;
}

/** The passport of what is told of one territory from its own values: one that secrecy hides was communicated, and is a gap. */
export async function valuesPassport(
  context: Context,
  { territory: { id, population }, on, values, hasGaps, definition }: ValuesOfOne,
) {
  const isReported = values.length > 0;
  return passport(context, {
    scope: {
      kind: 'territory',
      id,
      dataset: DatasetName.INDICATORS,
      fiscalYear: yearOf(on),
      on,
      nature: null,
    },
    unit: PassportUnit.TERRITORY,
    expected: 1,
    reported: isReported ? 1 : 0,
    expectedPopulation: population ?? 0,
    reportedPopulation: isReported ? (population ?? 0) : 0,
    ...(await inputsOf(context, values)),
    demonstration: values.some((each) => each.demonstration),
    hasGaps,
    definition,
  });
}

/** When values came in, from batches that are read once for all. */
async function inputsOf(
  context: Context,
  values: readonly IndicatorValueRow[],
): Promise<Pick<PassportInput, 'oldestInputAt' | 'freshestInputAt'>> {
  const revisions = [...new Set(values.map(({ batchRevision }) => batchRevision))];
  const batches = await Promise.all(revisions.map((each) => findBatch(context, each)));
  const times = batches
    .flatMap((batch) => (batch === null ? [] : [new Date(batch.loadedAt).toISOString()]))
    .toSorted();
  return { oldestInputAt: times[0] ?? null, freshestInputAt: times.at(-1) ?? null };
}
