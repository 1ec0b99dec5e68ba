import { endOn, isAlive, isMember } from './plain.sql.js';
import { type Data, type Question, type Subject, sortedBy } from './question.js';

const days = ({ coveredYears: { first, last } }: Subject): string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => `${first + at}-12-31`);

export const coverageOfFranceByYear: Question = {
  number: 3,
  title: 'coverage of France by year',
  isLocal: false,
  hub: {
    document: `query Q3($from: Date!, $to: Date!) {
      coverageTable(by: [DATE], between: { from: $from, to: $to, step: YEAR }, orderBy: KEY) {
        rows {
          key { date }
          communes { numerator denominator }
          population { numerator denominator }
          conventionsInForce
          unknown { communes }
        }
      }
    }`,
    variables: (subject) => ({ from: days(subject)[0], to: days(subject).at(-1) }),
    answer: ({ coverageTable }) =>
      coverageTable.rows.map(({ key, communes, population, conventionsInForce, unknown }: Data) => ({
        date: key.date,
        communes: communes.denominator,
        covered: communes.numerator,
        undetermined: unknown.communes,
        population: population.denominator,
        coveredPopulation: population.numerator,
        conventionsInForce,
      })),
  },
  postgraphile: {
    document: `query Q3($days: [Date!]!) {
      knownCommunes(days: $days) {
        groupedAggregates(groupBy: [ON_DAY]) { keys sum { covered undetermined coveredPopulation } }
      }
      aliveConventions(days: $days) {
        groupedAggregates(groupBy: [ON_DAY]) { keys sum { inForce } }
      }
      allCommunes { totalCount aggregates { sum { population } } }
    }`,
    variables: (subject) => ({ days: days(subject) }),
    answer: ({ knownCommunes, aliveConventions, allCommunes }) => {
      const inForce = new Map(
        aliveConventions.groupedAggregates.map(({ keys, sum }: Data) => [keys[0], Number(sum.inForce)]),
      );
      return sortedBy(
        knownCommunes.groupedAggregates.map(({ keys, sum }: Data) => ({
          date: keys[0],
          communes: allCommunes.totalCount,
          covered: Number(sum.covered),
          undetermined: Number(sum.undetermined),
          population: Number(allCommunes.aggregates.sum.population),
          coveredPopulation: Number(sum.coveredPopulation),
          conventionsInForce: inForce.get(keys[0]),
        })),
        ({ date }: Data) => date,
      );
    },
  },
  sql: {
    text: `
      with alive as materialized (
        select c.reference, d.on_day, e.ends_on is null as is_undetermined
        from unnest($1::date[]) d(on_day) join convention c on c.starts_on <= d.on_day ${endOn('d.on_day')}
        where ${isAlive('d.on_day')}
      ), by_day as (
        select on_day, count(*) filter (where is_covered) as covered, count(*) filter (where not is_covered) as undetermined,
               coalesce(sum(t.population) filter (where is_covered), 0) as covered_population
        from (
          select m.territory_id, alive.on_day, bool_or(not is_undetermined) as is_covered
          from alive join perimeter_member m on m.convention_reference = alive.reference
          where ${isMember('alive.on_day')} group by m.territory_id, alive.on_day
        ) known join territory t on t.id = known.territory_id
        group by on_day
      )
      select json_agg(json_build_object(
        'date', on_day, 'communes', france.communes, 'covered', covered, 'undetermined', undetermined,
        'population', france.population, 'coveredPopulation', covered_population,
        'conventionsInForce', in_force) order by on_day) as answer
      from by_day
      join (
        select on_day, count(*) filter (where not is_undetermined) as in_force from alive group by on_day
      ) conventions using (on_day)
      cross join (select count(*) as communes, sum(population) as population from territory where kind = 'COMMUNE') france`,
    values: (subject) => [days(subject)],
  },
};
