import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { eachByKey } from '../../db/many.js';
import { type Listed, slicesByParent, wholeHub } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { membershipOf } from '../convention-members.sql.js';
import { FundingLine } from '../funding-line.rules.js';
import type { SubsidyNature } from '../subsidy.rules.js';
import { perhapsInTotal } from '../subsidy.sql.js';
import { type AbsenceState, AbsenceUnit } from './funding-absences.rules.js';

export interface AbsencesQuestion {
  readonly withinId: string;
  readonly unit: AbsenceUnit;
  readonly fundingLines: readonly FundingLine[];
  readonly fiscalYear: number;
  readonly nature: SubsidyNature;
  readonly states: readonly AbsenceState[];
}

export interface AbsenceRow {
  /** Id of the territory, or reference of the convention. */
  readonly unitId: string;
  readonly name: string;
  readonly fundingLine: FundingLine;
  readonly state: AbsenceState;
}

export const absenceOrder: ListOrder = {
  list: 'fundingAbsences',
  keys: [
    { column: 'name', type: 'text' },
    { column: 'unitId', type: 'text' },
    { column: 'fundingLine', type: 'text' },
  ],
};

/** Of amounts whose source names no line. */
const untold = sql`array[${sql.lit(FundingLine.NOT_STATED)}]::text[]`;

/** Amounts of each part. */
const amountsThat = (condition: RawBuilder<unknown>) => sql`
  unit_part ${eachByKey(
    sql`select s.funding_line from subsidy s where s.territory_id = unit_part.part_id and ${condition}`,
    's',
  )}`;

/** Which lines communes, EPCI or conventions have no amount of in a year, by name. */
export async function fundingAbsences(em: SqlEntityManager, question: AbsencesQuestion, page: Page) {
  const { fundingLines, fiscalYear, nature, states } = question;
  const slices = await slicesByParent(
    em,
    `fundingAbsences ${question.unit}`,
    sql<AbsenceRow & Listed>`
      with ${unitsOf(question)},
      known as (
        select unit_id, max(name) as name, array_agg(distinct said) filter (where said is not null) as said,
               array_agg(distinct perhaps) filter (where perhaps is not null) as perhaps
        from (
          select unit_id, name::text, null::text as said, null::text as perhaps from unit
          union all
          select unit_part.unit_id, null, s.funding_line::text, null
          from ${amountsThat(sql`s.set_aside is null and s.fiscal_year = ${fiscalYear} and s.nature = ${nature}`)}
          union all
          select unit_part.unit_id, null, null, s.funding_line::text
          from ${amountsThat(perhapsInTotal({ fiscalYear, nature }))}
        ) each_amount
        group by unit_id
      ),
      stated as (
        select unit_id, name, line.funding_line,
               case when said is null then 'NOT_REPORTED'
                    when said && ${untold} or perhaps && (${untold} || line.funding_line) then 'UNCERTAIN'
                    else 'ABSENT' end as state
        from known cross join unnest(${fundingLines}::text[]) line(funding_line)
        where line.funding_line <> all(coalesce(said, '{}'))
      )
      select ${wholeHub}::text as "parent", unit_id as "unitId", name, funding_line as "fundingLine", state
      from stated where state = any(${states})`,
    absenceOrder,
    page,
  );
  return slices.get(wholeHub);
}

/** CTEs `unit` (columns `unit_id`, `name`) and `unit_part` (`unit_id`, `part_id`). */
function unitsOf({ withinId, unit, fiscalYear }: AbsencesQuestion): RawBuilder<unknown> {
  if (unit === AbsenceUnit.CONVENTION) {
    const references = sql`array(
      select distinct m.convention_reference from perimeter_member m
      join territory_part part on part.part_id = m.territory_id and part.whole_id = ${withinId})`;
    return sql`
      ${membershipOf(references, [fiscalYear])},
      unit_part as materialized (select convention as unit_id, territory_id as part_id from membership),
      unit as (
        select c.reference as unit_id, c.reference as name from convention c
        where c.reference in (select unit_id from unit_part)
      )`;
  }
  const kind = unit === AbsenceUnit.COMMUNE ? TerritoryKind.COMMUNE : TerritoryKind.EPCI;
  return sql`
    unit as materialized (
      select t.id as unit_id, t.search_name as name
      from territory_part part join territory t on t.id = part.part_id
      where part.whole_id = ${withinId} and part.part_kind = ${kind}
    ),
    unit_part as materialized (
      select unit.unit_id, part.part_id
      from unit join territory_part part on part.whole_id = unit.unit_id
        and part.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})
    )`;
}
