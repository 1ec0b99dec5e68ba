import { lastStatus } from './plain.sql.js';
import type { Data, Question } from './question.js';

const action = ({ code, level, title, themes, status, dueOn, lead }: Data) => ({
  code,
  level,
  title,
  themes,
  status,
  dueOn,
  lead,
});

export const planOfConvention: Question = {
  number: 10,
  title: 'the whole plan of one convention',
  isLocal: true,
  hub: {
    document: `query Q10($reference: String!, $on: Date!) {
      convention(reference: $reference) {
        reference
        title
        plan {
          nodes {
            code level title themes
            children {
              nodes {
                code level title themes
                children { nodes { code level title themes status(on: $on) dueOn lead } }
              }
            }
          }
        }
      }
    }`,
    variables: ({ convention, completedOn }) => ({ reference: convention, on: completedOn }),
    answer: ({ convention: { reference, title, plan } }) => ({
      reference,
      title,
      plan: plan.nodes.map((priority: Data) => ({
        code: priority.code,
        level: priority.level,
        title: priority.title,
        themes: priority.themes,
        children: priority.children.nodes.map((objective: Data) => ({
          code: objective.code,
          level: objective.level,
          title: objective.title,
          themes: objective.themes,
          children: objective.children.nodes.map(action),
        })),
      })),
    }),
  },
  postgraphile: {
    document: `query Q10($reference: String!, $on: Date!) {
      conventionByReference(reference: $reference) {
        reference
        title
        planNodesByConventionReference(condition: { parentId: null }, orderBy: [POSITION_ASC]) {
          nodes {
            code level title themes
            planNodesByParentId(orderBy: [POSITION_ASC]) {
              nodes {
                code level title themes
                planNodesByParentId(orderBy: [POSITION_ASC]) {
                  nodes { code level title themes status(onDay: $on) dueOn lead }
                }
              }
            }
          }
        }
      }
    }`,
    variables: ({ convention, completedOn }) => ({ reference: convention, on: completedOn }),
    answer: ({ conventionByReference: { reference, title, planNodesByConventionReference: plan } }) => ({
      reference,
      title,
      plan: plan.nodes.map((priority: Data) => ({
        code: priority.code,
        level: priority.level,
        title: priority.title,
        themes: priority.themes,
        children: priority.planNodesByParentId.nodes.map((objective: Data) => ({
          code: objective.code,
          level: objective.level,
          title: objective.title,
          themes: objective.themes,
          children: objective.planNodesByParentId.nodes.map(action),
        })),
      })),
    }),
  },
  sql: {
    text: `
      with node as materialized (
        select n.id, n.parent_id, n.position, n.code, n.level, n.kind, n.title, n.themes, n.due_on, l.lead,
               case when n.kind = 'ACTION' then coalesce(last.status, 'UNKNOWN') end as status
        from plan_node n left join node_lead l on l.plan_node_id = n.id ${lastStatus('$2')}
        where n.convention_reference = $1
      ), action as materialized (
        select parent_id, json_agg(json_build_object('code', code, 'level', level, 'title', title, 'themes', themes,
                 'status', status, 'dueOn', due_on, 'lead', lead) order by position) as children
        from node where kind = 'ACTION' group by parent_id
      ), objective as materialized (
        select n.parent_id, json_agg(json_build_object('code', code, 'level', level, 'title', title, 'themes', themes,
                 'children', coalesce(action.children, '[]')) order by position) as children
        from node n left join action on action.parent_id = n.id where kind = 'OBJECTIVE' group by n.parent_id
      ), priority as (
        select json_agg(json_build_object('code', code, 'level', level, 'title', title, 'themes', themes,
                 'children', coalesce(objective.children, '[]')) order by position) as plan
        from node n left join objective on objective.parent_id = n.id where kind = 'PRIORITY'
      )
      select json_build_object('reference', c.reference, 'title', c.title, 'plan', priority.plan) as answer
      from convention c cross join priority where c.reference = $1`,
    values: ({ convention, completedOn }) => [convention, completedOn],
  },
};
