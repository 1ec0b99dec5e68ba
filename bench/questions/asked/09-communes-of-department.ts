import { aliveInDepartment, isMember, isRated, lastStatus } from './plain.sql.js';
import { centsOf, type Data, departmentId, type Question, sortedBy } from './question.js';

const byCode = (list: readonly Data[]) => sortedBy(list, ({ code }) => code);
const byReference = (list: readonly Data[]) =>
  sortedBy(
    list.map(({ reference, title }) => ({ reference, title })),
    ({ reference }) => reference,
  );

export const communesOfDepartment: Question = {
  number: 9,
  title: 'the communes of a département, each with its convention, subsidies and completion',
  isLocal: true,
  hub: {
    document: `query Q9($department: String!, $on: Date!, $year: Int!) {
      department(code: $department) {
        communes(first: 1000) {
          nodes {
            code
            name
            population
            conventions(states: [IN_FORCE], on: $on) { nodes { reference title } }
            subsidies(fiscalYear: $year) { total lineCount }
            completion(on: $on) { actions { rate { numerator denominator } } }
          }
        }
      }
    }`,
    variables: ({ department, completedOn, fiscalYear }) => ({
      department,
      on: completedOn,
      year: fiscalYear,
    }),
    answer: ({ department: { communes } }) =>
      byCode(
        communes.nodes.map(({ code, name, population, conventions, subsidies, completion }: Data) => ({
          code,
          name,
          population,
          conventions: byReference(conventions.nodes),
          cents: centsOf(subsidies.total),
          lines: subsidies.lineCount,
          completed: completion.actions.rate.numerator,
          rated: completion.actions.rate.denominator,
        })),
      ),
  },
  postgraphile: {
    document: `query Q9($department: String!, $on: Date!, $year: Int!) {
      allTerritories(condition: { departmentId: $department, kind: "COMMUNE" }, orderBy: [CODE_ASC], first: 1000) {
        nodes {
          code
          name
          population
          conventionsInForce(onDay: $on) { nodes { reference title } }
          lines(year: $year, natureAsked: "REAL") { aggregates { sum { amountCents lines } } }
          judged(onDay: $on) { aggregates { sum { completed rated } } }
        }
      }
    }`,
    variables: (subject) => ({
      department: departmentId(subject),
      on: subject.completedOn,
      year: subject.fiscalYear,
    }),
    answer: ({ allTerritories: { nodes } }) =>
      byCode(
        nodes.map(({ code, name, population, conventionsInForce, lines, judged }: Data) => ({
          code,
          name,
          population,
          conventions: byReference(conventionsInForce.nodes),
          cents: Number(lines.aggregates.sum.lines) === 0 ? null : Number(lines.aggregates.sum.amountCents),
          lines: Number(lines.aggregates.sum.lines),
          completed: Number(judged.aggregates.sum.completed),
          rated: Number(judged.aggregates.sum.rated),
        })),
      ),
  },
  sql: {
    text: `
      with alive as materialized (${aliveInDepartment('$1', '$2')}),
      counted as materialized (
        select n.convention_reference as reference, count(*) filter (where status = 'COMPLETED') as completed,
               count(*) filter (where ${isRated}) as rated
        from (
          select n.convention_reference, coalesce(last.status, 'UNKNOWN') as status
          from alive join plan_node n on n.convention_reference = alive.reference and n.kind = 'ACTION' ${lastStatus('$2')}
          where not alive.is_undetermined
        ) n group by n.convention_reference
      ), under as materialized (
        select m.territory_id, json_agg(json_build_object('reference', reference, 'title', title) order by reference collate "C")
                 as conventions,
               sum(completed) as completed, sum(rated) as rated
        from perimeter_member m join alive on alive.reference = m.convention_reference and not alive.is_undetermined
        left join counted using (reference)
        where m.territory_id in (select id from territory where department_id = $1 and kind = 'COMMUNE') and ${isMember('$2')}
        group by m.territory_id
      ), paid as materialized (
        select s.territory_id, sum(s.amount_cents) as cents, count(*) as lines
        from territory t join subsidy s on s.territory_id = t.id
        where t.department_id = $1 and t.kind = 'COMMUNE' and s.fiscal_year = $3 and s.nature = 'REAL' and s.set_aside is null
        group by s.territory_id
      )
      select json_agg(json_build_object(
        'code', t.code, 'name', t.name, 'population', t.population, 'conventions', coalesce(under.conventions, '[]'),
        'cents', paid.cents, 'lines', coalesce(paid.lines, 0), 'completed', coalesce(under.completed, 0),
        'rated', coalesce(under.rated, 0)) order by t.code collate "C") as answer
      from territory t
      left join under on under.territory_id = t.id
      left join paid on paid.territory_id = t.id
      where t.department_id = $1 and t.kind = 'COMMUNE'`,
    values: (subject) => [departmentId(subject), subject.completedOn, subject.fiscalYear],
  },
};
