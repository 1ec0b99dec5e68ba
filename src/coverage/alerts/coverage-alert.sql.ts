import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { isMemberOn, type StateQuestion } from '../../convention/convention-state.sql.js';
import { holdsOn } from '../../convention/kept/states.sql.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { CommuneCoverageState } from '../coverage.type.js';

export interface AlertQuestion extends StateQuestion {
  readonly months: number;
  readonly states: readonly CommuneCoverageState[] | null;
}

/** A commune without a convention in force, or whose last one ends soon. */
export interface CoverageAlertRow extends Listed {
  readonly territoryId: string;
  readonly searchName: string;
  readonly state: CommuneCoverageState;
  /** Last day covered, or last day that it was; null when no known convention tells. */
  readonly endsOn: LocalDate | null;
  readonly daysLeft: number | null;
  /** What has ended or is unknown comes before what is left. */
  readonly urgency: number;
}

export const alertOrder: ListOrder = {
  list: 'coverageAlerts',
  keys: [
    { column: 'urgency', type: 'int' },
    { column: 'searchName', type: 'text' },
    { column: 'territoryId', type: 'text' },
  ],
};

/** Last day of the stay `m` under its convention, whose state is `stated`: the end, or the eve of leaving. */
const lastDay = sql`least(stated.ends_on, m.left_on - 1)`;

/** What to join to the stays `m`: where the convention of each stands, as `stated`. */
const standing = ({ on, rule }: StateQuestion): RawBuilder<unknown> => sql`
  convention_state stated on stated.reference = m.convention_reference and stated.rule = ${rule}
    and ${holdsOn('stated', on)}`;

/** The communes of territories to look after, the most urgent first. */
export function coverageAlertsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { months, states, ...question }: AlertQuestion,
  page: Page,
) {
  const { on } = question;
  return slicesByParent(
    em,
    'coverageAlertsOf',
    sql<CoverageAlertRow>`
      with known as (
        select part.whole_id, part.part_id as territory_id, ${communeState(on)} as state,
               max(${lastDay}) filter (where ${isInForce(on)}) as covered_until,
               max(${lastDay}) filter (where ${lastDay} < ${on}::date) as ended_on
        from territory_part part
        left join perimeter_member m on m.territory_id = part.part_id
        left join ${standing(question)}
        where part.whole_id = any(${ids}) and part.part_kind = ${TerritoryKind.COMMUNE}
        group by part.whole_id, part.part_id
      ),
      alert as (
        select known.*, case state when 'COVERED' then covered_until when 'NOT_COVERED' then ended_on end as ends_on
        from known
      )
      select a.whole_id as "parent", a.territory_id as "territoryId", t.search_name as "searchName", a.state,
             a.ends_on::text as "endsOn", a.ends_on - ${on}::date as "daysLeft",
             case a.state when 'COVERED' then a.ends_on - ${on}::date + 1 else 0 end as urgency
      from alert a join territory t on t.id = a.territory_id
      where (a.state <> 'COVERED' or a.ends_on < ${on}::date + make_interval(months => ${months}))
        and (${states}::text[] is null or a.state = any(${states}::text[]))`,
    alertOrder,
    page,
  );
}

/** Aggregate over the stays of a commune: what the hub knows of it, as in `ctgCoverage`. */
const communeState = (on: LocalDate): RawBuilder<unknown> => sql`
  case when bool_or(${isInForce(on)}) then 'COVERED'
       when bool_or(stated.state = 'UNDETERMINED' and ${isMemberOn(on)}) then 'UNDETERMINED'
       when count(m.convention_reference) > 0 then 'NOT_COVERED'
       else 'NOT_REPORTED' end`;

const isInForce = (on: LocalDate): RawBuilder<unknown> =>
  sql`stated.state = 'IN_FORCE' and ${isMemberOn(on)}`;

/** The conventions around an alert, by reference. */
export interface AlertConventions {
  /** The one that covers the commune last, or that did; null when none is known. */
  readonly current: string | null;
  /** The first one that is to begin; null when none is known. */
  readonly next: string | null;
}

/** What covers communes last on a day, or did, and what is known to come: one statement for a page of them. */
export async function alertConventionsOf(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  question: StateQuestion,
) {
  const { on } = question;
  const found = await rows(
    em,
    'alertConventionsOf',
    sql<AlertConventions & { territoryId: string }>`
      with stay as (
        select m.territory_id, c.reference, c.starts_on, stated.state, ${isInForce(on)} as in_force, ${lastDay} as last_day,
               (m.left_on is null or m.left_on > c.starts_on) as stays
        from perimeter_member m
        join convention c on c.reference = m.convention_reference
        join ${standing(question)}
        where m.territory_id = any(${territoryIds})
      )
      select asked.id as "territoryId", current.reference as "current", next.reference as "next"
      from unnest(${territoryIds}::text[]) asked(id)
      left join lateral (
        select reference from stay
        where stay.territory_id = asked.id and (in_force or last_day < ${on}::date)
        order by in_force desc, last_day desc, reference limit 1
      ) current on true
      left join lateral (
        select reference from stay
        where stay.territory_id = asked.id and starts_on > ${on}::date and stays
        order by starts_on, reference limit 1
      ) next on true`,
  );
  return new Map(found.map((row) => [row.territoryId, row]));
}
