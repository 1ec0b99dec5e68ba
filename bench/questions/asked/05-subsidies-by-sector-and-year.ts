import { centsOf, type Data, type Question, sortedBy } from './question.js';

const key = ({ sector, year }: Data) => `${sector} ${year}`;

export const subsidiesBySectorAndYear: Question = {
  number: 5,
  title: 'subsidies of France by sector and year',
  isLocal: false,
  hub: {
    document: `query Q5($years: [Int!]!) {
      subsidyTable(by: [SECTOR, FISCAL_YEAR], fiscalYears: $years, orderBy: KEY) {
        rows { key { sector fiscalYear } amount lineCount }
      }
    }`,
    variables: ({ fiscalYears }) => ({ years: fiscalYears }),
    answer: ({ subsidyTable }) =>
      sortedBy(
        subsidyTable.rows.map(({ key: { sector, fiscalYear }, amount, lineCount }: Data) => ({
          sector,
          year: fiscalYear,
          cents: centsOf(amount),
          lines: lineCount,
        })),
        key,
      ),
  },
  postgraphile: {
    document: `query Q5($years: [Int!]!) {
      linesOfYears(years: $years, natureAsked: "REAL") {
        groupedAggregates(groupBy: [SECTOR, FISCAL_YEAR]) { keys sum { amountCents lines } }
      }
    }`,
    variables: ({ fiscalYears }) => ({ years: fiscalYears }),
    answer: ({ linesOfYears: { groupedAggregates } }) =>
      sortedBy(
        groupedAggregates.map(({ keys, sum }: Data) => ({
          sector: keys[0],
          year: Number(keys[1]),
          cents: Number(sum.amountCents),
          lines: Number(sum.lines),
        })),
        key,
      ),
  },
  sql: {
    text: `
      select json_agg(json_build_object('sector', sector, 'year', fiscal_year, 'cents', cents, 'lines', lines)
                      order by sector collate "C", fiscal_year) as answer
      from (
        select sector, fiscal_year, sum(amount_cents) as cents, count(*) as lines
        from subsidy where fiscal_year = any($1) and nature = 'REAL' and set_aside is null
        group by sector, fiscal_year
      ) by_sector`,
    values: ({ fiscalYears }) => [fiscalYears],
  },
};
