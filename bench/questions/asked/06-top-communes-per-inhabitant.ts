import { centsOf, codeOf, type Data, type Question } from './question.js';

export const topCommunesPerInhabitant: Question = {
  number: 6,
  title: 'the 20 communes of France that receive most per inhabitant',
  isLocal: false,
  hub: {
    document: `query Q6($year: Int!) {
      subsidyTable(by: [COMMUNE], fiscalYears: [$year], orderBy: PER_INHABITANT, first: 20) {
        rows { key { commune { code name } } amount population }
      }
    }`,
    variables: ({ fiscalYear }) => ({ year: fiscalYear }),
    answer: ({ subsidyTable }) =>
      subsidyTable.rows.map(({ key, amount, population }: Data) => ({
        commune: key.commune.code,
        name: key.commune.name,
        cents: centsOf(amount),
        population,
      })),
  },
  postgraphile: {
    document: `query Q6($year: Int!) {
      communesPerInhabitant(year: $year, natureAsked: "REAL", first: 20) {
        nodes { territoryId name cents population }
      }
    }`,
    variables: ({ fiscalYear }) => ({ year: fiscalYear }),
    answer: ({ communesPerInhabitant: { nodes } }) =>
      nodes.map(({ territoryId, name, cents, population }: Data) => ({
        commune: codeOf(territoryId),
        name,
        cents: Number(cents),
        population,
      })),
  },
  sql: {
    text: `
      select json_agg(json_build_object('commune', code, 'name', name, 'cents', cents, 'population', population)
                      order by cents / population desc, id collate "C") as answer
      from (
        select t.id, t.code, t.name, t.population, s.cents
        from (
          select territory_id, sum(amount_cents) as cents from subsidy
          where fiscal_year = $1 and nature = 'REAL' and set_aside is null group by territory_id
        ) s join territory t on t.id = s.territory_id and t.kind = 'COMMUNE' and t.population > 0
        order by s.cents / t.population desc, t.id collate "C" limit 20
      ) top`,
    values: ({ fiscalYear }) => [fiscalYear],
  },
};
