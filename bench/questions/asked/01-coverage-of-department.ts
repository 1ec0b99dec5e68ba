import { aliveInDepartment, isMember } from './plain.sql.js';
import { departmentId, type Question } from './question.js';

export const coverageOfDepartment: Question = {
  number: 1,
  title: 'coverage of a département',
  isLocal: true,
  hub: {
    document: `query Q1($department: String!, $on: Date!) {
      department(code: $department) {
        ctgCoverage(on: $on) {
          communes { numerator denominator }
          population { numerator denominator }
          conventionsInForce
          unknown { communes }
        }
      }
    }`,
    variables: ({ department, coveredOn }) => ({ department, on: coveredOn }),
    answer: ({ department: { ctgCoverage: found } }) => ({
      communes: found.communes.denominator,
      covered: found.communes.numerator,
      undetermined: found.unknown.communes,
      population: found.population.denominator,
      coveredPopulation: found.population.numerator,
      conventionsInForce: found.conventionsInForce,
    }),
  },
  postgraphile: {
    document: `query Q1($department: String!, $days: [Date!]!, $on: Date!) {
      coverageOfDepartment(department: $department, days: $days) {
        aggregates { sum { communes covered undetermined population coveredPopulation } }
      }
      conventionsInForce(territory: $department, onDay: $on) { totalCount }
    }`,
    variables: (subject) => ({
      department: departmentId(subject),
      days: [subject.coveredOn],
      on: subject.coveredOn,
    }),
    answer: ({ coverageOfDepartment: { aggregates }, conventionsInForce }) => ({
      communes: Number(aggregates.sum.communes),
      covered: Number(aggregates.sum.covered),
      undetermined: Number(aggregates.sum.undetermined),
      population: Number(aggregates.sum.population),
      coveredPopulation: Number(aggregates.sum.coveredPopulation),
      conventionsInForce: conventionsInForce.totalCount,
    }),
  },
  sql: {
    text: `
      with alive as materialized (${aliveInDepartment('$1', '$2')}),
      known as materialized (
        select m.territory_id, bool_or(not is_undetermined) as is_covered
        from alive join perimeter_member m on m.convention_reference = alive.reference
        where ${isMember('$2')} group by m.territory_id
      )
      select json_build_object(
        'communes', count(*), 'covered', count(*) filter (where is_covered),
        'undetermined', count(*) filter (where not is_covered), 'population', coalesce(sum(population), 0),
        'coveredPopulation', coalesce(sum(population) filter (where is_covered), 0),
        'conventionsInForce', (select count(*) from alive where not is_undetermined)) as answer
      from territory t left join known on known.territory_id = t.id
      where t.department_id = $1 and t.kind = 'COMMUNE'`,
    values: (subject) => [departmentId(subject), subject.coveredOn],
  },
};
