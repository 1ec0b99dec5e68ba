import { type RawBuilder, sql } from 'kysely';
import { ConventionState, CoverageRule } from '../../convention/convention.rules.js';
import { standingOn } from '../../convention/kept/states.sql.js';
import { family } from '../groups/funding-family.sql.js';
import { asked, perhapsAsked, perhapsInTotal, unsaid } from '../subsidy.sql.js';
import type { foundRows, RowLevel } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';

const { CONVENTION, NATURE, SECTOR, FUNDING_FAMILY, FUNDING_LINE, SECTION } = SubsidyDimension;

/** What a source may not say of an amount: where it is in a row, and what says that it is not told. */
const tellable = {
  [SECTOR]: [sql`s.sector`, 'sector', sql`s.sector = ${unsaid.sector}`],
  [FUNDING_FAMILY]: [family, 'fundingFamily', sql`s.funding_line = ${unsaid.funding_line}`],
  [FUNDING_LINE]: [sql`s.funding_line`, 'fundingLine', sql`s.funding_line = ${unsaid.funding_line}`],
  [SECTION]: [sql`s.section`, 'section', sql`s.section = ${unsaid.section}`],
} as const;
const entries = Object.entries(tellable);

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
  const nature = dimensions.includes(NATURE) ? sql`k.nature` : sql`${question.natures[0]}::text`;
  const fiscalYear = sql`e.fiscal_year`;
  const given = entries.filter(([dimension]) => dimensions.some((each) => each === dimension));
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

/**
 * CTE `doubtful`: the amounts of the table's places whose source leaves open whether they are of a row, in each year `of_year`. They
 * are few, and gathered once: looked for row by row, all amounts of the table would be read for each.
 */
export function doubtful(level: RowLevel, found: ReturnType<typeof foundRows>): RawBuilder<unknown> {
  const { question, dimensions } = level;
  const filters = {
    SECTOR: question.sectors,
    FUNDING_LINE: question.fundingLines,
    SECTION: question.sections,
  };
  const filtered = Object.entries(filters).filter(([, kept]) => kept !== null);
  const telling = [...dimensions, ...filtered.map(([dimension]) => dimension)];
  const untold = entries
    .filter(([dimension]) => telling.includes(dimension))
    .map(([, [, , isUntold]]) => isUntold);
  const columns = sql`set_aside, fiscal_year, year_from, year_to, nature, sector, funding_line, section`;
  const ofPlaces = sql`select ${columns} from subsidy s where s.territory_id = located.id`;
  return sql`
    doubtful as materialized (
      select y.fiscal_year as of_year, located.*, s.*
      from unnest(${question.fiscalYears}::int[]) y(fiscal_year)
      cross join lateral (select ${found.placeColumns} t.id from ${found.territoriesIn(sql`y.fiscal_year`)}) located
      cross join lateral (
        ${ofPlaces} and s.set_aside is not null
        union all
        ${ofPlaces} and s.set_aside is null and s.fiscal_year = y.fiscal_year and s.nature = any(${question.natures})
          and ${untold.length === 0 ? sql`false` : sql`(${sql.join(untold, sql` or `)})`}
      ) s
    )`;
}

/** Condition on the row `k` in the year of `e`: for all that its source says, an amount may be of it, and is not in it. */
export function hasDoubts(level: RowLevel, { places }: ReturnType<typeof foundRows>): RawBuilder<unknown> {
  const { isPerhaps, isAside, isElsewhere } = perhapsOfRow(level);
  const isOfPlace = places.map((each) => sql`s.${each} = k.${each}`);
  const perhaps = sql`exists (
    select from doubtful s
    where ${sql.join([sql`s.of_year = e.fiscal_year`, ...isOfPlace], sql` and `)} and ${isPerhaps}
      and (${isAside} or (s.set_aside is null and ${isElsewhere}))
  )`;
  const { conventions } = level.question;
  if (level.dimensions.includes(CONVENTION))
    return sql`(${perhaps} or ${isUncertain(sql`c.reference = k.convention`)})`;
  if (conventions === null) return perhaps;
  return sql`(${perhaps} or ${isUncertain(sql`c.reference = any(${conventions}::text[])`)})`;
}

/** Condition in the year of `e`: of one of some conventions `c`, nobody knows all communes, or whether the year is in its period. */
const isUncertain = (isMeant: RawBuilder<unknown>): RawBuilder<unknown> => sql`exists (
  select from convention c
  ${standingOn(sql`c.reference`, { on: sql`make_date(e.fiscal_year, 12, 31)`, rule: CoverageRule.PERIOD })}
  where ${isMeant} and (c.perimeter_complete is not true or stood.state = ${ConventionState.UNDETERMINED})
)`;
