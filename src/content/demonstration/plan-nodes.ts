import { type CsvRow, writeCsv } from './csv.js';
import type { Plan } from './plans.js';

const headers = [
  'objective_id',
  'convention_ref',
  'level',
  'title',
  'thematique',
  'parent_title',
  'lead',
  'echeance',
  'indicator',
  'baseline',
] as const;

/** Priorities, objectives and actions, each under its parent's code: titles come back from plan to plan. */
export function planNodesCsv(plans: Iterable<Plan>): string {
  const rows = [...plans].flatMap(({ story, nodes }) =>
    nodes.map(
      (node): CsvRow<(typeof headers)[number]> => ({
        objective_id: node.code,
        convention_ref: story.reference,
        level: node.level,
        title: node.title,
        thematique: node.themes.join('|'),
        parent_title: node.parent,
        lead: node.lead,
        echeance: node.due,
        indicator: node.followedBy?.indicator ?? null,
        baseline: node.followedBy?.baseline ?? null,
      }),
    ),
  );
  return writeCsv(headers, rows);
}
