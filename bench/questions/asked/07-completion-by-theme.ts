import {
  aliveInDepartment,
  countsUnder,
  isJudged,
  isLate,
  isRated,
  lastStatus,
  objectiveState,
} from './plain.sql.js';
import { type Data, departmentId, type Question, sortedBy } from './question.js';

const byTheme = (list: readonly Data[]) => sortedBy(list, ({ theme }) => theme ?? '');

export const completionByTheme: Question = {
  number: 7,
  title: 'completion of a département by theme',
  isLocal: true,
  hub: {
    document: `query Q7($department: String!, $on: Date!) {
      completionTable(within: { kind: DEPARTMENT, code: $department }, by: [THEME], on: [$on], orderBy: KEY) {
        rows {
          key { theme }
          actions { known unknown overdue rate { numerator denominator } }
          objectives { known rate { numerator denominator } }
        }
      }
    }`,
    variables: ({ department, completedOn }) => ({ department, on: completedOn }),
    answer: ({ completionTable }) =>
      byTheme(
        completionTable.rows.map(({ key: { theme }, actions, objectives }: Data) => ({
          theme,
          actions: actions.known,
          completed: actions.rate.numerator,
          rated: actions.rate.denominator,
          unknown: actions.unknown,
          overdue: actions.overdue,
          objectives: objectives.known,
          reached: objectives.rate.numerator,
          judged: objectives.rate.denominator,
        })),
      ),
  },
  postgraphile: {
    document: `query Q7($department: String!, $on: Date!) {
      judgedThemes(territory: $department, onDay: $on) {
        groupedAggregates(groupBy: [THEME]) {
          keys
          sum { actions completed rated unknown overdue objectives reached judged }
        }
      }
    }`,
    variables: (subject) => ({ department: departmentId(subject), on: subject.completedOn }),
    answer: ({ judgedThemes: { groupedAggregates } }) =>
      byTheme(
        groupedAggregates.map(({ keys, sum }: Data) => ({
          theme: keys[0],
          ...Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, Number(value)])),
        })),
      ),
  },
  sql: {
    text: `
      with alive as materialized (${aliveInDepartment('$1', '$2')}),
      action as materialized (
        select n.id, n.parent_id, n.themes, n.due_on, coalesce(last.status, 'UNKNOWN') as status
        from alive join plan_node n on n.convention_reference = alive.reference and n.kind = 'ACTION' ${lastStatus('$2')}
        where not alive.is_undetermined
      ), objective as (
        select n.themes, ${objectiveState} as state
        from alive join plan_node n on n.convention_reference = alive.reference and n.kind = 'OBJECTIVE'
        left join (select a.parent_id, ${countsUnder} from action a group by a.parent_id) under on under.parent_id = n.id
        where not alive.is_undetermined
      ), node as (
        select themes, 1 as actions, (status = 'COMPLETED')::int as completed, (${isRated})::int as rated,
               (status = 'UNKNOWN')::int as unknown, coalesce(${isLate('$2')}, false)::int as overdue,
               0 as objectives, 0 as reached, 0 as judged
        from action
        union all
        select themes, 0, 0, 0, 0, 0, 1, (state = 'REACHED')::int, (${isJudged})::int from objective
      )
      select json_agg(by_theme order by theme collate "C" nulls first) as answer
      from (
        select each.theme, sum(actions) as actions, sum(completed) as completed, sum(rated) as rated, sum(unknown) as unknown,
               sum(overdue) as overdue, sum(objectives) as objectives, sum(reached) as reached, sum(judged) as judged
        from node left join lateral unnest(themes) each(theme) on true
        group by each.theme
      ) by_theme`,
    values: (subject) => [departmentId(subject), subject.completedOn],
  },
};
