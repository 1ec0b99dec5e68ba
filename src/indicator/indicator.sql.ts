import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { type Listed, slicesByParent } from '../db/slices.js';
import { rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import { sourceColumns } from '../provenance/provenance.sql.js';
import type { IndicatorKind } from './indicator.rules.js';
import type { IndicatorValueRow } from './indicator.type.js';

/** Columns of an `IndicatorValueRow`, of value `v`. */
export const indicatorColumns = sql`
  v.id, v.territory_id as "territoryId", v.kind, v.kind_words as "words", v.value::float8 as "value", v.unit, v.state,
  v.observed_on::text as "observedOn", v.observed_precision as "observedPrecision", v.year, v.series, v.notes,
  ${sourceColumns('v')}`;

export interface IndicatorFilter {
  readonly kinds: readonly IndicatorKind[] | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

export const indicatorOrder: ListOrder = {
  list: 'indicators',
  keys: [
    { column: 'kind', type: 'text' },
    { column: 'observedOn', type: 'text' },
    { column: 'id', type: 'text' },
  ],
};

/** Values of territories themselves, by indicator and date. */
export function indicatorsOf(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  { kinds, from, to }: IndicatorFilter,
  page: Page,
) {
  return slicesByParent(
    em,
    'indicatorsOf',
    sql<IndicatorValueRow & Listed>`
      select v.territory_id as "parent", ${indicatorColumns}
      from indicator_value v
      where v.territory_id = any(${territoryIds})
        and (${kinds}::text[] is null or v.kind = any(${kinds}::text[]))
        and (${from}::date is null or v.observed_on >= ${from}::date)
        and (${to}::date is null or v.observed_on <= ${to}::date)`,
    indicatorOrder,
    page,
  );
}

export interface IndicatorQuestion {
  readonly kind: IndicatorKind;
  /** As `indicatorKey` gives it. */
  readonly key: string;
  readonly on: LocalDate;
  readonly series: string;
}

/** The latest value of a number by a day, and what else is known of it. */
export interface LatestRow {
  readonly latest: IndicatorValueRow | null;
  readonly availableSeries: readonly string[];
  /** First day with a value in the series asked. */
  readonly since: LocalDate | null;
}

/** Latest values of one number for several territories; one of which nothing at all is known is absent. */
export async function latestIndicators(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  { kind, key, on, series }: IndicatorQuestion,
) {
  // The key ends in the identifier, so that OTHER is told apart by its words.
  const named = sql`v.kind = ${kind} and starts_with(v.id, v.territory_id || ${`/${key}/`}::text)`;
  const found = await rows(
    em,
    'latestIndicators',
    sql<IndicatorValueRow & Omit<LatestRow, 'latest'> & { ofId: string }>`
      select known.territory_id as "ofId", known.series as "availableSeries", known.since::text as "since",
             latest.*
      from (
        select v.territory_id, array_agg(distinct v.series order by v.series) as series,
               min(v.observed_on) filter (where v.series = ${series}) as since
        from indicator_value v
        where v.territory_id = any(${territoryIds}) and ${named}
        group by v.territory_id
      ) known
      left join lateral (
        select ${indicatorColumns}
        from indicator_value v
        where v.territory_id = known.territory_id and ${named}
          and v.series = ${series} and v.observed_on <= ${on}::date
        order by v.observed_on desc
        limit 1
      ) latest on true`,
  );
  return new Map(
    found.map(({ ofId, availableSeries, since, ...row }): [string, LatestRow] => [
      ofId,
      { availableSeries, since, latest: row.id === null ? null : row },
    ]),
  );
}

/** What is asked of several named numbers at once: none of them is OTHER, whose words would tell it apart. */
export interface LatestOfKinds {
  readonly kinds: readonly IndicatorKind[];
  readonly on: LocalDate;
  readonly series: string;
}

export type KnownValues = ReadonlyMap<IndicatorKind, IndicatorValueRow>;

/** The latest value of each of several numbers by a day, for several territories; what is not known is absent. */
export async function latestOfKinds(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  { kinds, on, series }: LatestOfKinds,
): Promise<Map<string, KnownValues>> {
  const found = await rows(
    em,
    'latestOfKinds',
    sql<IndicatorValueRow>`
      select latest.*
      from unnest(${territoryIds}::text[]) asked(id)
      cross join unnest(${kinds}::text[]) wanted(kind)
      cross join lateral (
        select ${indicatorColumns}
        from indicator_value v
        where v.territory_id = asked.id and v.kind = wanted.kind and v.series = ${series} and v.observed_on <= ${on}::date
        order by v.observed_on desc, v.id desc
        limit 1
      ) latest`,
  );
  const values = new Map<string, Map<IndicatorKind, IndicatorValueRow>>();
  for (const row of found) {
    const known = values.get(row.territoryId) ?? new Map<IndicatorKind, IndicatorValueRow>();
    known.set(row.kind, row);
    values.set(row.territoryId, known);
  }
  return values;
}
