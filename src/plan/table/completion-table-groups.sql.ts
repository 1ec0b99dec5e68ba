import { type RawBuilder, sql } from 'kysely';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { summedCounts } from '../completion-counts.sql.js';

/** What two dates are compared by; a rate is its numerator and denominator. */
export interface ComparedCounts {
  readonly actions: number;
  readonly reached: number;
  readonly judged: number;
  readonly completed: number;
  readonly rated: number;
}

/** Column of a territory `ft` that names the one of a level that it is in; null where all are. */
const parentColumns: Readonly<Partial<Record<TerritoryKind, RawBuilder<unknown>>>> = {
  [TerritoryKind.REGION]: sql`ft.region_id`,
  [TerritoryKind.DEPARTMENT]: sql`ft.department_id`,
  [TerritoryKind.EPCI]: sql`ft.epci_id`,
};

/**
 * Select of the places where each convention counts: the territories of the finest level that it touches, and each wider one
 * that it touches without touching any of the finer ones in it, so that no convention is left out.
 *
 * Columns `place_id`, `reference`, `state`, `on_day`, and the asked date that the day is of: itself, or the one that it is
 * compared with (`is_before`). `is_kept`: in force there on both.
 */
export function placesOf(
  levels: readonly TerritoryKind[],
  within: TerritoryKind,
  compares: boolean,
): RawBuilder<unknown> {
  const chain = levels.includes(within) ? levels : [within, ...levels];
  const places = chain.map((kind, at) => {
    const finer = chain.slice(at + 1);
    const parent = kind === within ? undefined : parentColumns[kind];
    // A set to look up, not a join: the planner, which takes what is touched for a few rows, would compare all with all.
    const inFiner = sql`
      from touched f join territory ft on ft.id = f.whole_id where f.kind = any(${finer}::text[])`;
    const elsewhere =
      parent === undefined
        ? sql`and (t.reference, t.on_day) not in (select f.reference, f.on_day ${inFiner})`
        : sql`and (t.whole_id, t.reference, t.on_day) not in (
                select coalesce(${parent}, ''), f.reference, f.on_day ${inFiner}
              )`;
    return sql`
      select t.whole_id as place_id, t.reference, t.state, t.on_day from touched t
      where t.kind = ${kind} ${finer.length > 0 ? elsewhere : sql``}`;
  });
  // The whole territory has a total at every date, also when no convention is there to be counted.
  const always = sql`
    select whole.id, null, null, day.on_day from whole cross join day where whole.kind = ${within}`;
  const all = levels.length === 0 ? [...places, always] : places;
  const isKept = sql`
    count(*) filter (where p.state = 'IN_FORCE') over (partition by p.place_id, p.reference, period.asked) = 2`;
  return sql`
    select p.place_id, p.reference, p.state, p.on_day, period.asked, period.is_before,
           ${compares ? isKept : sql`false`} as is_kept
    from (${sql.join(all, sql` union all `)}) p join period on period.used = p.on_day`;
}

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
  readonly bySplit: boolean;
}

/**
 * Select of the groups of one level, each at each date and at the compared one. A convention in force counts in a group by
 * theme or status even when nothing of its plan does, as it does in the completion of that theme.
 */
export function groupsOf({ over, placed, counted, byConvention, bySplit }: Grouping): RawBuilder<unknown> {
  const convention = byConvention ? sql`placed.reference` : sql`''::text`;
  const conventions = sql`
    (count(*) filter (where placed.state = 'IN_FORCE'))::int as conventions,
    (count(*) filter (where placed.state = 'UNDETERMINED'))::int as unsure,
    (count(*) filter (where placed.is_kept))::int as kept_conventions`;
  const isShown = byConvention ? sql`placed.state = 'IN_FORCE'` : sql`true`;
  const inForce = sql`convention c on c.reference = placed.reference and placed.state = 'IN_FORCE'`;
  const counts = sql`${counted} k on k.reference = c.reference and k.on_day = placed.on_day`;
  if (!bySplit) {
    return sql`
      select ${over}::int as "over", placed.place_id, ${convention} as convention, ''::text as theme, ''::text as status,
             placed.asked, placed.is_before, ${summedCounts}, ${keptCounts} as kept, ${conventions}
      from ${placed} placed left join ${inForce} left join ${counts}
      where ${isShown}
      group by 2, 3, 6, 7`;
  }
  return sql`
    select ${over}::int as "over", split.*, parties.conventions, parties.unsure, parties.kept_conventions
    from (
      select placed.place_id, ${convention} as convention, k.split_theme as theme, k.status, placed.asked, placed.is_before,
             ${summedCounts}, ${keptCounts} as kept
      from ${placed} placed join ${inForce} join ${counts}
      group by 1, 2, 3, 4, 5, 6
    ) split
    join (
      select placed.place_id, ${convention} as convention, placed.asked, placed.is_before, ${conventions}
      from ${placed} placed where ${isShown} group by 1, 2, 3, 4
    ) parties using (place_id, convention, asked, is_before)`;
}
