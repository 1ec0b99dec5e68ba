import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { type Listed, slicesByParent } from '../db/slices.js';
import { rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import {
  expectations,
  followsPerimeters,
  hasOwnRows,
  receptionYear,
  Timeliness,
  UnitStanding,
} from './completeness.rules.js';
import { type CompletenessQuestion, conventionsOf, given, ownRows, unitsOf } from './expectation.sql.js';

/** Lateness is counted on a day: what is not there is awaited until the due date has passed. */
export interface DatedQuestion extends CompletenessQuestion {
  readonly today: LocalDate;
}

const dueOn = ({ dataset, fiscalYear, nature }: CompletenessQuestion): RawBuilder<unknown> => sql`
  (select due_on from campaign where dataset = ${dataset} and fiscal_year = ${fiscalYear} and nature = ${nature})`;

/**
 * To follow `with`: what is `given`, and the units of each scope with where they stand, `timed`: columns `whole_id`,
 * `unit_id`, `standing`, `timeliness`, `batch_revision`, `loaded_at`, `days_late`. Timeliness is of what is received or silent
 * alone.
 *
 * Each step is materialised: inlined, the look-ups behind a standing would be planned again for every count of it.
 */
export function timedUnits(question: DatedQuestion, ids: readonly string[]): RawBuilder<unknown> {
  const { dataset, fiscalYear, nature, today } = question;
  const year = receptionYear(dataset, fiscalYear);
  return sql`
    ${given(question, ids)},
    unit as materialized (${unitsOf(question, ids)}),
    placed as materialized (
      select u.whole_id, u.unit_id,
             case u.expected
               when 2 then case u.received when 2 then 'RECEIVED' when 1 then 'UNCERTAIN' else 'SILENT' end
               when 1 then 'UNKNOWN'
               else case when u.received = 2 then 'UNEXPECTED' end
             end as standing
      from unit u
    ),
    dated as materialized (
      select p.*, b.revision as batch_revision, b.loaded_at, ${dueOn(question)} as due_on,
             -- Without a reception it is here today at the latest: never said to be on time by a guess.
             coalesce((b.loaded_at at time zone 'Europe/Paris')::date, ${today}::date) as came_on
      from placed p
      left join lateral (
        select min(r.batch_revision) as revision from reception r
        where r.dataset = ${dataset} and r.unit_id = p.unit_id and r.fiscal_year = ${year} and r.nature = ${nature}
          and p.standing in ('RECEIVED', 'UNEXPECTED')
      ) first on true
      left join batch b on b.revision = first.revision
      where p.standing is not null
    ),
    timed as materialized (
      select dated.*,
             case when standing = 'RECEIVED' then greatest(came_on - due_on, 0) end as days_late,
             case
               when standing not in ('RECEIVED', 'SILENT') then null
               when due_on is null then 'NO_CAMPAIGN'
               when standing = 'SILENT' then case when ${today}::date > due_on then 'MISSING' else 'AWAITED' end
               when came_on > due_on then 'LATE'
               else 'ON_TIME'
             end as timeliness
      from dated
    )`;
}

/** Counts behind the completeness of one territory or convention. */
export interface CompletenessRow {
  readonly id: string;
  readonly expected: number;
  readonly received: number;
  readonly silent: number;
  readonly uncertain: number;
  readonly unknown: number;
  readonly unexpected: number;
  readonly onTime: number;
  readonly late: number;
  readonly awaited: number;
  readonly missing: number;
  readonly conventionsWithUnknownPerimeter: number;
  readonly epcis: number;
  readonly epcisReceived: number;
  readonly dueOn: LocalDate | null;
}

/** Conventions in force in the year of which communes are not all known; they matter where communes are counted by them. */
const unknownPerimeters = (question: DatedQuestion, ids: readonly string[]): RawBuilder<unknown> => sql`
  select u.whole_id, count(*)::int as number
  from (${conventionsOf(question, ids)}) u join convention c on c.reference = u.unit_id
  where u.in_force = 2 and c.perimeter_complete is not true
    and ${followsPerimeters(question.dataset)}
  group by u.whole_id`;

/** EPCI of the scopes, and those with rows of their own: their communes are not counted by them. */
const epcis = (question: DatedQuestion): RawBuilder<unknown> => sql`
  select part.whole_id, count(*)::int as number,
         (count(*) filter (where ${ownRows(question, sql`part.part_id`)}))::int as received
  from part where part.part_kind = ${TerritoryKind.EPCI} and ${hasOwnRows(question.dataset)}
  group by part.whole_id`;

/** Completeness of several territories, or conventions, in one statement whatever their number. */
export async function completenessOf(em: SqlEntityManager, ids: readonly string[], question: DatedQuestion) {
  const standing = (name: UnitStanding) => sql`(count(*) filter (where u.standing = ${name}))::int`;
  const time = (name: Timeliness) => sql`(count(*) filter (where u.timeliness = ${name}))::int`;
  const found = await rows(
    em,
    `completenessOf ${question.dataset} ${question.scope}`,
    sql<CompletenessRow>`
      with ${timedUnits(question, ids)},
           counted as materialized (
             select u.whole_id, ${standing(UnitStanding.RECEIVED)} as received, ${standing(UnitStanding.SILENT)} as silent,
                    ${standing(UnitStanding.UNCERTAIN)} as uncertain, ${standing(UnitStanding.UNKNOWN)} as unknown,
                    ${standing(UnitStanding.UNEXPECTED)} as unexpected, ${time(Timeliness.ON_TIME)} as on_time,
                    ${time(Timeliness.LATE)} as late, ${time(Timeliness.AWAITED)} as awaited,
                    ${time(Timeliness.MISSING)} as missing
             from timed u group by u.whole_id
           ),
           hidden as materialized (${unknownPerimeters(question, ids)}),
           epci as materialized (${epcis(question)})
      select asked.id, coalesce(c.received + c.silent + c.uncertain, 0) as "expected",
             coalesce(c.received, 0) as "received", coalesce(c.silent, 0) as "silent",
             coalesce(c.uncertain, 0) as "uncertain", coalesce(c.unknown, 0) as "unknown",
             coalesce(c.unexpected, 0) as "unexpected", coalesce(c.on_time, 0) as "onTime",
             coalesce(c.late, 0) as "late", coalesce(c.awaited, 0) as "awaited", coalesce(c.missing, 0) as "missing",
             coalesce(p.number, 0) as "conventionsWithUnknownPerimeter",
             coalesce(e.number, 0) as "epcis", coalesce(e.received, 0) as "epcisReceived",
             ${dueOn(question)}::text as "dueOn"
      from unnest(${ids}::text[]) asked(id)
      left join counted c on c.whole_id = asked.id
      left join hidden p on p.whole_id = asked.id
      left join epci e on e.whole_id = asked.id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}

export interface CompletenessUnitRow extends Listed {
  readonly unitId: string;
  readonly name: string;
  readonly standing: UnitStanding;
  readonly timeliness: Timeliness | null;
  readonly firstReceivedAt: string | null;
  readonly daysLate: number | null;
  readonly batchRevision: number | null;
}

export interface UnitFilter {
  readonly states: readonly Timeliness[] | null;
  readonly standings: readonly UnitStanding[] | null;
}

export const unitOrder: ListOrder = {
  list: 'completenessUnits',
  keys: [
    { column: 'name', type: 'text' },
    { column: 'unitId', type: 'text' },
  ],
};

/** The units behind completeness: communes by name, conventions by reference. */
export function completenessUnitsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  question: DatedQuestion,
  { states, standings }: UnitFilter,
  page: Page,
) {
  return slicesByParent(
    em,
    `completenessUnitsOf ${question.dataset} ${question.scope}`,
    sql<CompletenessUnitRow>`
      with ${timedUnits(question, ids)}
      select u.whole_id as "parent", u.unit_id as "unitId", coalesce(t.search_name, u.unit_id) as "name", u.standing,
             u.timeliness, u.loaded_at as "firstReceivedAt", u.days_late as "daysLate",
             u.batch_revision as "batchRevision"
      from timed u
      left join territory t on t.id = u.unit_id and ${expectations[question.dataset].unit === 'COMMUNE'}
      where (${states}::text[] is null or u.timeliness = any(${states}::text[]))
        and (${standings}::text[] is null or u.standing = any(${standings}::text[]))`,
    unitOrder,
    page,
  );
}
