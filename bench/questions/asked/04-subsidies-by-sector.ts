import { centsOf, type Data, departmentId, type Question, sortedBy } from './question.js';

export const subsidiesBySector: Question = {
  number: 4,
  title: 'subsidies of a département by sector',
  isLocal: true,
  hub: {
    document: `query Q4($department: String!, $year: Int!) {
      subsidyTable(within: { kind: DEPARTMENT, code: $department }, by: [SECTOR], fiscalYears: [$year], orderBy: KEY) {
        rows { key { sector } amount lineCount }
      }
    }`,
    variables: ({ department, fiscalYear }) => ({ department, year: fiscalYear }),
    answer: ({ subsidyTable }) =>
      sortedBy(
        subsidyTable.rows.map(({ key, amount, lineCount }: Data) => ({
          sector: key.sector,
          cents: centsOf(amount),
          lines: lineCount,
        })),
        ({ sector }: Data) => sector,
      ),
  },
  postgraphile: {
    document: `query Q4($department: String!, $year: Int!) {
      allPartLines(condition: { wholeId: $department, fiscalYear: $year, nature: "REAL" }) {
        groupedAggregates(groupBy: [SECTOR]) { keys sum { amountCents lines } }
      }
    }`,
    variables: (subject) => ({ department: departmentId(subject), year: subject.fiscalYear }),
    answer: ({ allPartLines: { groupedAggregates } }) =>
      sortedBy(
        groupedAggregates.map(({ keys, sum }: Data) => ({
          sector: keys[0],
          cents: Number(sum.amountCents),
          lines: Number(sum.lines),
        })),
        ({ sector }: Data) => sector,
      ),
  },
  sql: {
    text: `
      select json_agg(json_build_object('sector', sector, 'cents', cents, 'lines', lines) order by sector collate "C") as answer
      from (
        select s.sector, sum(s.amount_cents) as cents, count(*) as lines
        from territory_part part join subsidy s on s.territory_id = part.part_id
        where part.whole_id = $1 and s.fiscal_year = $2 and s.nature = 'REAL' and s.set_aside is null
        group by s.sector
      ) by_sector`,
    values: (subject) => [departmentId(subject), subject.fiscalYear],
  },
};
