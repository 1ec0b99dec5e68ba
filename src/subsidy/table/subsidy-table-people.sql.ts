import { type RawBuilder, sql } from 'kysely';
import { added, list, rollup } from '../../db/grouping.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import {
  columnOf,
  type SubsidyTableQuestion,
  territorialColumns,
  territoriesRead,
} from './subsidy-table-source.sql.js';
import { ownPeople, sums } from './subsidy-table-sums.sql.js';

const { CONVENTION, FISCAL_YEAR } = SubsidyDimension;

type Question = SubsidyTableQuestion;

/** The columns of the dimensions that split people. */
export const territorialKeys = ({ by }: Question): RawBuilder<unknown>[] =>
  by
    .filter((dimension) => subsidyDimensions[dimension].isTerritorial)
    .map((dimension) => sql.ref(columnOf[dimension]));

/** Communes join conventions and leave them: a row of one convention and one year is divided by the members of that year. */
const areYearly = ({ by }: Question): boolean => by.includes(CONVENTION) && by.includes(FISCAL_YEAR);

/** Columns at the head of a group of amounts: which of its people it has. `peopleYear` is 0 for those of all the asked years. */
export const peopleOfGroup = (question: Question): RawBuilder<unknown> => sql`
  ${added(territorialKeys(question))} as "overPeople",
  ${
    areYearly(question)
      ? sql`case when grouping("convention") + grouping("fiscalYear") = 0 then "fiscalYear" else 0 end`
      : sql`0`
  } as "peopleYear"`;

/** Condition: two relations, of amounts, of people, or of single territories, are of people of the same years. */
export const ofSameYears = (question: Question, one: string, other: string): RawBuilder<unknown> =>
  areYearly(question) ? sql`${sql.ref(`${one}.peopleYear`)} = ${sql.ref(`${other}.peopleYear`)}` : sql`true`;

/** CTEs that end in `people`: those of each group. Those of each territory, in `each_people`, are of communes alone: an EPCI has none of its own. */
export function peopleCtes(question: Question): RawBuilder<unknown>[] {
  const isShared = question.by.includes(CONVENTION);
  const territorial = territorialKeys(question);
  const { summed } = sums(isShared);
  const grouping = areYearly(question)
    ? sql`group by "peopleYear", rollup (${sql.join(territorial)})`
    : rollup(territorial);
  return [
    ...(isShared ? [membersOfYears(question), sizes] : []),
    sql`each_people as ${question.ages === null ? sql`` : sql`materialized`} (${eachPeople(question)})`,
    // Once: beside each group again, the planner would add all people up for each.
    sql`people as materialized (
      select ${list(territorial)} ${added(territorial)} as "overPeople", ${areYearly(question) ? sql`"peopleYear"` : sql`0 as "peopleYear"`},
             ${ownPeople(isShared, summed(sql`population`, sql`true`))}::int as population,
             ${ownPeople(isShared, summed(sql`communes`, sql`true`))}::int as communes, count(*)::int as territories
      from each_people ${grouping}
    )`,
  ];
}

/** Select of the groups `g` of amounts with their people, and whether the convention of each reaches beyond it. */
export function withPeople(question: Question): RawBuilder<unknown> {
  const isShared = question.by.includes(CONVENTION);
  const same = [
    sql`p."overPeople" = g."overPeople"`,
    ofSameYears(question, 'p', 'g'),
    // An equality, which the planner can look up: "is not distinct from" compares all with all.
    ...territorialKeys(question).map((each) => sql`coalesce(p.${each}, '') = coalesce(g.${each}, '')`),
  ];
  return sql`
    select g.*, p.population, coalesce(p.communes, 0) as communes,
           ${isShared ? sql`coalesce(p.territories < size.territories, false)` : sql`false`} as "isPartOfConvention"
    from g left join people p on ${sql.join(same, sql` and `)}
    ${isShared ? sql`left join size on size.convention = g.convention and ${ofSameYears(question, 'size', 'g')}` : sql``}`;
}

/** The members of conventions: of all the asked years together, and of each where that is asked. `is_first` once for each territory. */
function membersOfYears(question: Question): RawBuilder<unknown> {
  const ofYears = (year: RawBuilder<unknown>) => sql`
    select distinct territory_id, convention, ${year} as "peopleYear"
    from membership where fiscal_year = any(${question.fiscalYears})`;
  return sql`
    year_member as materialized (
      select territory_id, convention, "peopleYear",
             row_number() over (partition by territory_id, "peopleYear" order by convention collate "C") = 1 as is_first
      from (
        ${ofYears(sql`0`)} ${areYearly(question) ? sql`union all ${ofYears(sql`fiscal_year`)}` : sql``}
      ) each
    )`;
}

/** How many communes and EPCI each convention has, wherever they are. */
const sizes = sql`
  size as materialized (
    select convention, "peopleYear", count(*)::int as territories from year_member group by convention, "peopleYear"
  )`;

function eachPeople(question: Question): RawBuilder<unknown> {
  const { source, areSums } = territoriesRead(question);
  const isCommune = sql`t.kind = ${TerritoryKind.COMMUNE}`;
  const people = areSums ? sql`t.population` : sql`case when ${isCommune} then t.population end`;
  const communes = areSums ? sql`t.commune_count` : sql`(${isCommune})::int`;
  const years = areYearly(question) ? [0, ...question.fiscalYears] : [0];
  const [isFirst, member] = question.by.includes(CONVENTION)
    ? [
        sql`, coalesce(member.is_first, true) as is_first`,
        sql`cross join unnest(${years}::int[]) year(number)
            ${question.conventions === null ? sql`left join` : sql`join`} year_member member on member.territory_id = t.id and member."peopleYear" = year.number`,
      ]
    : [sql``, sql``];
  return sql`
    select ${list(territorialColumns(question, source))} t.id as territory_id, ${people} as population,
           ${communes} as communes ${areYearly(question) ? sql`, year.number as "peopleYear"` : sql``} ${isFirst}
    from ${source.territories} ${member}`;
}
