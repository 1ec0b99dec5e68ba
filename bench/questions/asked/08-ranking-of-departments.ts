import { countsUnder, endOn, isJudged, isMember, isRated, lastStatus, objectiveState } from './plain.sql.js';
import { codeOf, type Data, type Question } from './question.js';

const ranked = (list: readonly Data[]) =>
  list.toSorted(
    (a, b) =>
      (b.rated ? b.completed / b.rated : -1) - (a.rated ? a.completed / a.rated : -1) ||
      (a.department < b.department ? -1 : 1),
  );

export const rankingOfDepartments: Question = {
  number: 8,
  title: 'ranking of all départements by completion',
  isLocal: false,
  hub: {
    document: `query Q8($on: Date!) {
      completionTable(by: [DEPARTMENT], on: [$on], orderBy: ACTION_RATE, first: 150) {
        rows {
          key { department { code } }
          conventions
          actions { rate { numerator denominator } }
          objectives { rate { numerator denominator } }
        }
      }
    }`,
    variables: ({ completedOn }) => ({ on: completedOn }),
    answer: ({ completionTable }) =>
      completionTable.rows.map(({ key, conventions, actions, objectives }: Data) => ({
        department: key.department.code,
        conventions,
        completed: actions.rate.numerator,
        rated: actions.rate.denominator,
        reached: objectives.rate.numerator,
        judged: objectives.rate.denominator,
      })),
  },
  postgraphile: {
    document: `query Q8($on: Date!) {
      judgedPlans(onDay: $on) {
        groupedAggregates(groupBy: [DEPARTMENT_ID]) { keys sum { conventions completed rated reached judged } }
      }
    }`,
    variables: ({ completedOn }) => ({ on: completedOn }),
    answer: ({ judgedPlans: { groupedAggregates } }) =>
      ranked(
        groupedAggregates.map(({ keys, sum }: Data) => ({
          department: codeOf(keys[0]),
          conventions: Number(sum.conventions),
          completed: Number(sum.completed),
          rated: Number(sum.rated),
          reached: Number(sum.reached),
          judged: Number(sum.judged),
        })),
      ),
  },
  sql: {
    text: `
      with alive as materialized (
        select c.reference from convention c ${endOn('$1')} where c.starts_on <= $1 and e.ends_on >= $1
      ), place as (
        select alive.reference, named.territory_id as department_id
        from alive join convention_territory named on named.convention_reference = alive.reference
        where named.territory_id like 'department:%'
        union
        select alive.reference, t.department_id
        from alive join perimeter_member m on m.convention_reference = alive.reference
        join territory t on t.id = m.territory_id where ${isMember('$1')}
      ), plan as (
        -- In one pass: an objective without action, which no action leads to, is not judged either.
        select reference, sum(completed) as completed, sum(rated) as rated,
               count(*) filter (where state = 'REACHED') as reached, count(*) filter (where ${isJudged}) as judged
        from (
          select reference, completed, rated, ${objectiveState} as state
          from (
            select a.reference, ${countsUnder}, count(*) filter (where ${isRated}) as rated
            from (
              select c.reference, n.parent_id, coalesce(last.status, 'UNKNOWN') as status
              from convention c ${endOn('$1')}
              join plan_node n on n.convention_reference = c.reference and n.kind = 'ACTION' ${lastStatus('$1')}
              where c.starts_on <= $1 and e.ends_on >= $1
            ) a group by a.reference, a.parent_id
          ) under
        ) objective group by reference
      )
      select json_agg(json_build_object(
        'department', substr(department_id, 12), 'conventions', conventions, 'completed', completed, 'rated', rated,
        'reached', reached, 'judged', judged)
        order by completed::float8 / nullif(rated, 0) desc nulls last, department_id collate "C") as answer
      from (
        select department_id, count(*) as conventions, coalesce(sum(completed), 0) as completed,
               coalesce(sum(rated), 0) as rated, coalesce(sum(reached), 0) as reached, coalesce(sum(judged), 0) as judged
        from place left join plan using (reference)
        group by department_id
      ) by_department`,
    values: ({ completedOn }) => [completedOn],
  },
};
