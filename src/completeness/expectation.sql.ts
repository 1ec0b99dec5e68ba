import { type RawBuilder, sql } from 'kysely';
import { conventionDays, isMemberOn } from '../convention/convention-state.sql.js';
import { conventionsTouching } from '../convention/kept/states.sql.js';
import { asMany } from '../db/many.js';
import { DatasetName } from '../provenance/dataset-name.js';
import type { SubsidyNature } from '../subsidy/subsidy.rules.js';
import { inTotal, partsOf, perhapsInTotal } from '../subsidy/subsidy.sql.js';
import { country, TerritoryKind } from '../territory/territory.rules.js';
import type { ExpectedDataset } from './completeness.rules.js';

/** Of whom completeness is asked, of what, and for which year. */
export interface CompletenessQuestion {
  readonly scope: 'territory' | 'convention';
  readonly dataset: ExpectedDataset;
  readonly fiscalYear: number;
  /** Nature of the amounts; empty for other data sets. */
  readonly nature: string;
}

/**
 * What all queries of completeness start from, to follow `with`: `part`, the territories of each scope (`whole_id`, `part_id`,
 * `part_kind`), and `day`, the states of the conventions that touch them on the days that tell (`conventionDays`).
 */
export function given(
  { scope, fiscalYear }: CompletenessQuestion,
  ids: readonly string[],
): RawBuilder<unknown> {
  const references =
    scope === 'territory'
      ? sql`select reference from (${conventionsTouching(ids)}) touching`
      : sql`select unnest(${ids}::text[])`;
  return sql`
    part as materialized (${partsOf({ scope, fiscalYear }, ids)}),
    day as materialized (select each.* from (${conventionDays(fiscalYear, references)}) each ${manyOf(ids)})`;
}

// How sure something is: 2 for certain, 1 perhaps, 0 no.
const inForce = sql`case day.state when 'IN_FORCE' then 2 when 'UNDETERMINED' then 1 else 0 end`;
const sure = (certain: RawBuilder<unknown>, perhaps: RawBuilder<unknown> = sql`false`) =>
  sql`case when ${certain} then 2 when ${perhaps} then 1 else 0 end`;

const isOfCountry = (ids: readonly string[]): boolean => ids.includes(country.id);

/** For the whole country alone, whose communes the planner takes for a few: a département's are few, and are best looked up one by one. */
const manyOf = (ids: readonly string[]): RawBuilder<unknown> => (isOfCountry(ids) ? asMany : sql``);

/** Every commune of each scope, inside `given`, and how sure it is that a CTG in force had it on some day of the year. */
const communes = ({ scope }: CompletenessQuestion, ids: readonly string[]): RawBuilder<unknown> => sql`
  select m.whole_id, m.part_id as unit_id, coalesce(max(${inForce}), 0) as in_force
  from (
    select * from (
      select part.whole_id, part.part_id, m.convention_reference, m.joined_on, m.left_on
      from part
      left join perimeter_member m on m.territory_id = part.part_id
        and ${scope === 'territory' ? sql`true` : sql`m.convention_reference = part.whole_id`}
      where part.part_kind = ${TerritoryKind.COMMUNE}
      offset 0
    ) member ${manyOf(ids)}
  ) m
  left join day on day.reference = m.convention_reference and ${isMemberOn(sql`day.on_day`)}
  group by m.whole_id, m.part_id`;

/** Every convention that touched each scope in the year, inside `given`, and how sure it is that it was in force then. */
export function conventionsOf({ scope }: CompletenessQuestion, ids: readonly string[]): RawBuilder<unknown> {
  const touched =
    scope === 'convention'
      ? sql`select reference as whole_id, reference, state from day`
      : sql`
          select named.territory_id as whole_id, day.reference, day.state
          from convention_territory named join day on day.reference = named.convention_reference
          where named.territory_id = any(${ids})
          union all
          select part.whole_id, day.reference, day.state
          from part join perimeter_member m on m.territory_id = part.part_id
          join day on day.reference = m.convention_reference and ${isMemberOn(sql`day.on_day`)}`;
  return sql`
    select day.whole_id, day.reference as unit_id, max(${inForce}) as in_force
    from (${touched}) day group by day.whole_id, day.reference`;
}

const amount = (unit: RawBuilder<unknown>, condition: RawBuilder<unknown>) =>
  sql`exists (select from subsidy s where s.territory_id = ${unit} and ${condition})`;
const valueInYear = (unit: RawBuilder<unknown>, year: number) =>
  sql`exists (select from indicator_value v where v.territory_id = ${unit} and v.year = ${year})`;
const ofPlan = (condition: RawBuilder<unknown>) =>
  sql`exists (select from plan_node n where n.convention_reference = u.unit_id and ${condition})`;
/** Plan by plan; by those of the whole country, progress is read as it lies: action by action it is looked up in seconds. */
const ofProgress = (ids: readonly string[], condition: RawBuilder<unknown>) =>
  isOfCountry(ids)
    ? sql`u.unit_id in (
            select distinct n.convention_reference from progress_entry e join plan_node n on n.id = e.plan_node_id
            where ${condition})`
    : sql`exists (select from plan_node n join progress_entry e on e.plan_node_id = n.id
                  where n.convention_reference = u.unit_id and ${condition})`;

/** Condition: a territory itself, commune or EPCI, has rows of the data set for the year. */
export function ownRows(question: CompletenessQuestion, unit: RawBuilder<unknown>): RawBuilder<unknown> {
  const { dataset, fiscalYear, nature } = question;
  if (dataset === DatasetName.INDICATORS) return valueInYear(unit, fiscalYear);
  return amount(unit, inTotal({ fiscalYear, nature: nature as SubsidyNature }));
}

/**
 * Select of the units of each scope: columns `whole_id`, `unit_id`, and how sure it is that something of them is `expected`
 * for the year, and `received`.
 */
export function unitsOf(question: CompletenessQuestion, ids: readonly string[]): RawBuilder<unknown> {
  const { dataset, fiscalYear } = question;
  const nature = question.nature as SubsidyNature;
  const unit = sql`u.unit_id`;
  const select = (expected: RawBuilder<unknown>, received: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
    sql`select u.whole_id, u.unit_id, ${expected} as expected, ${received} as received from (${from}) u`;
  switch (dataset) {
    case DatasetName.CONVENTIONS:
      return select(sql`2`, sql`u.in_force`, communes(question, ids));
    case DatasetName.SUBSIDIES:
      return select(
        sql`u.in_force`,
        sure(
          ownRows(question, unit),
          sql`u.in_force = 2 and ${amount(unit, perhapsInTotal({ fiscalYear, nature }))}`,
        ),
        communes(question, ids),
      );
    case DatasetName.INDICATORS:
      return select(sql`2`, sure(ownRows(question, unit)), communes(question, ids));
    case DatasetName.PLAN_NODES:
      // A plan has no year: that of a convention which is over was not sent for this one.
      return select(
        sql`u.in_force`,
        sure(sql`u.in_force > 0 and ${ofPlan(sql`true`)}`),
        conventionsOf(question, ids),
      );
    case DatasetName.PROGRESS:
      return select(
        // Without a plan, nobody knows whether there are actions to follow.
        sql`case when ${ofPlan(sql`n.kind = 'ACTION' and n.is_measured`)} then u.in_force
                 when ${ofPlan(sql`true`)} then 0
                 else least(u.in_force, 1) end`,
        sure(
          ofProgress(
            ids,
            sql`e.observed_on between make_date(${fiscalYear}, 1, 1) and make_date(${fiscalYear}, 12, 31)`,
          ),
          ofProgress(ids, sql`e.observed_on is null`),
        ),
        conventionsOf(question, ids),
      );
  }
}
