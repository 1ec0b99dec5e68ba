import { aliveInDepartment, isMember } from './plain.sql.js';
import { codeOf, type Data, departmentId, type Question, sortedBy } from './question.js';

export const coverageByEpci: Question = {
  number: 2,
  title: 'coverage of a département by EPCI',
  isLocal: true,
  hub: {
    document: `query Q2($department: String!, $on: Date!) {
      coverageTable(within: { kind: DEPARTMENT, code: $department }, by: [EPCI], on: [$on], orderBy: KEY) {
        rows {
          key { epci { code } }
          communes { numerator denominator }
          population { numerator denominator }
          unknown { communes }
        }
      }
    }`,
    variables: ({ department, coveredOn }) => ({ department, on: coveredOn }),
    answer: ({ coverageTable }) =>
      coverageTable.rows.map(({ key, communes, population, unknown }: Data) => ({
        epci: key.epci?.code ?? null,
        communes: communes.denominator,
        covered: communes.numerator,
        undetermined: unknown.communes,
        population: population.denominator,
        coveredPopulation: population.numerator,
      })),
  },
  postgraphile: {
    document: `query Q2($department: String!, $days: [Date!]!) {
      coverageOfDepartment(department: $department, days: $days) {
        groupedAggregates(groupBy: [EPCI_ID]) {
          keys
          sum { communes covered undetermined population coveredPopulation }
        }
      }
    }`,
    variables: (subject) => ({ department: departmentId(subject), days: [subject.coveredOn] }),
    answer: ({ coverageOfDepartment: { groupedAggregates } }) =>
      sortedBy(
        groupedAggregates.map(({ keys, sum }: Data) => ({
          epci: codeOf(keys[0]),
          communes: Number(sum.communes),
          covered: Number(sum.covered),
          undetermined: Number(sum.undetermined),
          population: Number(sum.population),
          coveredPopulation: Number(sum.coveredPopulation),
        })),
        ({ epci }: Data) => epci ?? '~',
      ),
  },
  sql: {
    text: `
      with alive as materialized (${aliveInDepartment('$1', '$2')}),
      known as materialized (
        select m.territory_id, bool_or(not is_undetermined) as is_covered
        from alive join perimeter_member m on m.convention_reference = alive.reference
        where ${isMember('$2')} group by m.territory_id
      )
      select json_agg(json_build_object(
        'epci', substr(epci_id, 6), 'communes', communes, 'covered', covered, 'undetermined', undetermined,
        'population', population, 'coveredPopulation', covered_population) order by epci_id collate "C") as answer
      from (
        select t.epci_id, count(*) as communes, count(*) filter (where is_covered) as covered,
               count(*) filter (where not is_covered) as undetermined, coalesce(sum(population), 0) as population,
               coalesce(sum(population) filter (where is_covered), 0) as covered_population
        from territory t left join known on known.territory_id = t.id
        where t.department_id = $1 and t.kind = 'COMMUNE'
        group by t.epci_id
      ) by_epci`,
    values: (subject) => [departmentId(subject), subject.coveredOn],
  },
};
