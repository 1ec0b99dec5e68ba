import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { ConventionState, CoverageRule } from '../../convention/convention.rules.js';
import { standingOn } from '../../convention/kept/states.sql.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { family } from '../groups/funding-family.sql.js';
import { amountColumns, asked, perhapsAsked, perhapsInTotal, unsaid } from '../subsidy.sql.js';
import type { SubsidyRow } from '../subsidy.type.js';
import { foundRows, type RowLevel } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';

export const rowAmountOrder: ListOrder = {
  list: 'rowAmounts',
  keys: [{ column: 'reference', type: 'text' }],
};

/** The amounts that rows add, one by one. */
export function amountsOfRows(em: SqlEntityManager, level: RowLevel, keys: readonly string[], page: Page) {
  const { before, keys: k, amounts, isInTable, isOfKey } = foundRows(level, keys);
  return slicesByParent(
    em,
    'amountsOfRows',
    sql<SubsidyRow & Listed>`
      with ${before} k as materialized (select * from ${k})
      select k.row_key as "parent", ${amountColumns} from ${amounts} join k on ${isOfKey} where ${isInTable}`,
    rowAmountOrder,
    page,
  );
}

/** What a row rests on in a year. */
export interface RowBasis {
  readonly key: string;
  readonly fiscalYear: number;
  readonly communes: number;
  readonly reported: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  readonly hasGaps: boolean;
}

const isCommune = sql`t.kind = ${TerritoryKind.COMMUNE}`;

/** What rows rest on, each in each year that it is asked of. A commune counts as reported by its own amounts in the row. */
export async function countedBasesOfRows(em: SqlEntityManager, level: RowLevel, keys: readonly string[]) {
  const found = foundRows(level, keys);
  const {
    before,
    keys: k,
    amounts,
    isInTable,
    territoriesIn,
    places,
    placeColumns,
    isOfPlace,
    isOfKey,
  } = found;
  const { question, dimensions } = level;
  const columns = sql.join([...places, sql`1 as one`]);
  const sameYear = dimensions.includes(SubsidyDimension.FISCAL_YEAR)
    ? sql`and e.fiscal_year::text = k."fiscalYear"`
    : sql``;
  const known = await rows(
    em,
    'basesOfRows',
    sql<RowBasis>`
      with ${before} k as materialized (select * from ${k}),
      reporting as (
        select k.row_key, s.fiscal_year, t.id, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest,
               bool_or(s.demonstration) as demonstration
        from ${amounts} join batch b on b.revision = s.batch_revision join k on ${isOfKey}
        where ${isInTable}
        group by k.row_key, s.fiscal_year, t.id
      ),
      reported as (
        select r.row_key, r.fiscal_year, (count(*) filter (where ${isCommune}))::int as communes,
               coalesce(sum(t.population) filter (where ${isCommune}), 0)::int as population, min(r.oldest) as oldest,
               max(r.freshest) as freshest, bool_or(r.demonstration) as demonstration
        from reporting r join territory t on t.id = r.id
        group by r.row_key, r.fiscal_year
      ),
      place as (select distinct ${columns} from k),
      expected as (
        select ${sql.join([...places.map((each) => sql`k.${each}`), sql`y.fiscal_year`])},
               (count(*) filter (where ${isCommune}))::int as communes,
               coalesce(sum(t.population) filter (where ${isCommune}), 0)::int as population
        from unnest(${question.fiscalYears}::int[]) y(fiscal_year)
        cross join lateral (select ${placeColumns} t.kind, t.population from ${territoriesIn(sql`y.fiscal_year`)}) t
        join place k on ${sql.join([sql`true`, ...places.map((each) => sql`t.${each} = k.${each}`)], sql` and `)}
        group by ${sql.join([...places.map((each) => sql`k.${each}`), sql`y.fiscal_year`])}
      )
      select k.row_key as "key", e.fiscal_year as "fiscalYear", e.communes, coalesce(r.communes, 0) as "reported",
             e.population, coalesce(r.population, 0) as "reportedPopulation", r.oldest as "oldestInputAt",
             r.freshest as "freshestInputAt", r.demonstration,
             case when coalesce(r.communes, 0) < e.communes then false else exists (
               select from ${territoriesIn(sql`e.fiscal_year`)} join subsidy s on s.territory_id = t.id
               where ${isOfPlace} and ${isPerhapsOfRow(level)}
             ) ${dimensions.includes(SubsidyDimension.CONVENTION) ? sql`or ${isOfUncertainConvention}` : sql``} end as "hasGaps"
      from k join expected e on ${sql.join([sql`true`, ...places.map((each) => sql`e.${each} = k.${each}`)], sql` and `)} ${sameYear}
      left join reported r on r.row_key = k.row_key and r.fiscal_year = e.fiscal_year`,
  );
  return known;
}

/** Condition on a row `k` in the year of `e`: nobody knows all communes of its convention, or whether the year is in its period. */
const isOfUncertainConvention = sql`exists (
  select from convention c
  ${standingOn(sql`c.reference`, { on: sql`make_date(e.fiscal_year, 12, 31)`, rule: CoverageRule.PERIOD })}
  where c.reference = k.convention
    and (c.perimeter_complete is not true or stood.state = ${ConventionState.UNDETERMINED})
)`;

/** What a source may not say of an amount: where it is in a row, and what says that it is not told. */
const tellable = {
  [SubsidyDimension.SECTOR]: [sql`s.sector`, 'sector', sql`s.sector = ${unsaid.sector}`],
  [SubsidyDimension.FUNDING_FAMILY]: [family, 'fundingFamily', sql`s.funding_line = ${unsaid.funding_line}`],
  [SubsidyDimension.FUNDING_LINE]: [
    sql`s.funding_line`,
    'fundingLine',
    sql`s.funding_line = ${unsaid.funding_line}`,
  ],
  [SubsidyDimension.SECTION]: [sql`s.section`, 'section', sql`s.section = ${unsaid.section}`],
} as const;

/** Conditions on an amount, or a sum, `s` that is looked for in the row `k`, in the year of `e`. */
interface Perhaps {
  /** For all that its source says, no filter and no dimension keeps it out. */
  readonly isPerhaps: RawBuilder<unknown>;
  /** It is set aside, and may be of the year and nature. */
  readonly isAside: RawBuilder<unknown>;
  /** It is in the total of the year and nature, and not in the row. */
  readonly isElsewhere: RawBuilder<unknown>;
}

export function perhapsOfRow({ question, dimensions }: RowLevel): Perhaps {
  const nature = dimensions.includes(SubsidyDimension.NATURE)
    ? sql`k.nature`
    : sql`${question.natures[0]}::text`;
  const fiscalYear = sql`e.fiscal_year`;
  const given = Object.entries(tellable).filter(([dimension]) =>
    dimensions.some((each) => each === dimension),
  );
  const same = given.map(([, [said, name]]) => sql`${said} = k.${sql.ref(name)}`);
  const perhaps = given.map(
    ([, [said, name, isUntold]]) => sql`(${said} = k.${sql.ref(name)} or ${isUntold})`,
  );
  const all = (conditions: readonly RawBuilder<unknown>[]) =>
    sql.join([sql`true`, ...conditions], sql` and `);
  return {
    isPerhaps: sql`${perhapsAsked(question)} and ${all(perhaps)}`,
    isAside: perhapsInTotal({ fiscalYear, nature }),
    isElsewhere: sql`
      s.fiscal_year = ${fiscalYear} and s.nature = ${nature} and not (${asked(question)} and ${all(same)})`,
  };
}

/** Condition on an amount `s`: for all that its source says, it may be of the row `k` in the year of `e`, and is not in it. */
function isPerhapsOfRow(level: RowLevel): RawBuilder<unknown> {
  const { isPerhaps, isAside, isElsewhere } = perhapsOfRow(level);
  return sql`${isPerhaps} and (${isAside} or (s.set_aside is null and ${isElsewhere}))`;
}
