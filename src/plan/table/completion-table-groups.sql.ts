import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { asMany } from '../../db/many.js';
import { summedOf } from '../completion-counts.sql.js';
import type { Split } from '../steps/counted.sql.js';

/** What two dates are compared by; a rate is its numerator and denominator. */
export interface ComparedCounts {
  readonly actions: number;
  readonly reached: number;
  readonly judged: number;
  readonly completed: number;
  readonly rated: number;
}

/** What tells a group apart: those of its level that it is not grouped by are empty. */
export const groupKey = sql`"over", place_id, band, scale, convention, theme, status, asked`;

const compared = (of: (column: string) => RawBuilder<unknown>): RawBuilder<unknown> => {
  const added = (...columns: string[]) => sql.join(columns.map(of), sql` + `);
  return sql`jsonb_build_object(
    'actions', ${of('actions')}, 'reached', ${of('reached')}, 'completed', ${of('completed')},
    'judged', ${added('reached', 'not_reached', 'objectives_abandoned')},
    'rated', ${of('actions')} - ${of('unknown')} - ${of('permanent')} - ${of('abandoned')})`;
};

/** `ComparedCounts` of a group. */
export const comparedCounts = compared((column) => sql`coalesce(${sql.ref(column)}, 0)`);
/** The same of the conventions of a group that are in it at both dates. */
const keptCounts = compared(
  (column) => sql`coalesce(sum(${sql.ref(`k.${column}`)}) filter (where placed.is_kept), 0)::int`,
);

interface Grouping {
  readonly over: number;
  /** Relations of `placesOf` and `countsOf`. */
  readonly placed: RawBuilder<unknown>;
  readonly counted: RawBuilder<unknown>;
  readonly byConvention: boolean;
  readonly split: Split;
  readonly isTotal: boolean;
  /** The only sums that are told. */
  readonly sums: readonly string[];
  readonly compares: boolean;
}

/**
 * Select of the groups of one level, each at each date and at the compared one. A convention in force counts in a group by
 * theme or status even when nothing of its plan does, as it does in the completion of that theme.
 */
export function groupsOf({
  over,
  placed,
  counted: countedPlans,
  byConvention,
  split,
  isTotal,
  sums,
  compares,
}: Grouping): RawBuilder<unknown> {
  const convention = byConvention ? sql`placed.reference` : sql`''::text`;
  const placeKey = sql`placed.place_id, placed.band, placed.scale, ${convention} as convention`;
  const conventions = sql`
    (count(*) filter (where placed.state = 'IN_FORCE'))::int as conventions,
    (count(*) filter (where placed.state = 'UNDETERMINED'))::int as unsure,
    (count(*) filter (where placed.is_kept))::int as kept_conventions`;
  // The whole territory is there also when no convention is.
  // A convention of which nobody knows whether it is in force has a row beside the date at which it was.
  const isShown = isTotal
    ? sql`true`
    : byConvention && !compares
      ? sql`placed.state = 'IN_FORCE'`
      : sql`placed.reference is not null`;
  const told = sql`${list(summedOf(sums))} ${compares ? keptCounts : sql`null::jsonb`} as kept`;
  const inForce = sql`convention c on c.reference = placed.reference and placed.state = 'IN_FORCE'`;
  const counts = sql`${countedPlans} k on k.reference = c.reference and k.on_day = placed.on_day`;
  if (!split.theme && !split.status) {
    return sql`
      select ${over}::int as "over", ${placeKey}, ''::text as theme, ''::text as status, placed.asked, placed.is_before,
             ${told}, ${conventions}
      from ${placed} placed left join ${inForce} left join ${counts}
      where ${isShown}
      group by 2, 3, 4, 5, 8, 9`;
  }
  const groups = sql`
    select ${placeKey}, k.split_theme as theme, k.status, placed.asked, placed.is_before, ${told}
    from ${placed} placed join ${inForce} join ${counts} ${asMany}
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
  const parties = sql`
    select ${placeKey}, placed.asked, placed.is_before, ${conventions}
    from ${placed} placed where ${isShown} group by 1, 2, 3, 4, 5, 6`;
  const counted = sql`parties.conventions, parties.unsure, parties.kept_conventions`;
  if (!compares) {
    return sql`
      select ${over}::int as "over", split.*, ${counted}
      from (${groups}) split join (${parties}) parties using (place_id, band, scale, convention, asked, is_before)`;
  }
  // What has nothing of a theme at one of two dates has its conventions there all the same. Put together by adding, not joined: the
  // planner knows nothing of how many groups there are, and would compare all with all.
  const placeAndDate = sql`place_id, band, scale, convention, asked, is_before`;
  const isSide = sql`split.is_before = side.is_before`;
  const figures = sums.map((name) => sql.ref(name));
  return sql`
    with split as materialized (${groups}),
    each as (
      select place_id, band, scale, convention, theme, status, asked, side.is_before,
             ${list(figures.map((figure) => sql`max(split.${figure}) filter (where ${isSide}) as ${figure}`))}
             (array_agg(split.kept) filter (where ${isSide}))[1] as kept,
             null::int as conventions, null::int as unsure, null::int as kept_conventions
      from split cross join (values (false), (true)) side(is_before)
      group by place_id, band, scale, convention, theme, status, asked, side.is_before
      union all
      select place_id, band, scale, convention, null, null, asked, is_before, ${list(figures.map(() => sql`null`))} null,
             conventions, unsure, kept_conventions
      from (${parties}) parties
    )
    select ${over}::int as "over", * from (
      select place_id, band, scale, convention, theme, status, asked, is_before, ${list(figures)} kept,
             max(conventions) over of_place as conventions, max(unsure) over of_place as unsure,
             max(kept_conventions) over of_place as kept_conventions
      from each window of_place as (partition by ${placeAndDate})
    ) told
    where theme is not null and conventions is not null`;
}
