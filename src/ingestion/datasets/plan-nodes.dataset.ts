import { themeOf } from '../../convention/convention.rules.js';
import { upsert } from '../../db/upsert.js';
import { planNodeKindOf } from '../../plan/plan.rules.js';
import { PlanNode } from '../../plan/plan-node.entity.js';
import { foldName } from '../../territory/territory.rules.js';
import { identifier, optionalText, type RowOf, requiredText, requiredWord, textList } from '../column.js';
import { defineDataset, type LandingContext, provenanceOf } from '../dataset.js';
import type { ReadRow } from '../read.js';
import { sourceColumns } from '../source-columns.js';
import { readDueDate } from './due-date.js';
import { rowsOfKnownConventions } from './known-conventions.js';
import { findParents, isUnderItself, type PlacedRow, type StoredNode, storedNodes } from './plan-parents.js';
import { rebuildPaths } from './plan-paths.sql.js';
import { landProgress, statusColumns } from './progress.dataset.js';

const levels = [
  'enjeu',
  'axe',
  'ambition',
  'thème',
  'objectif',
  'objectif stratégique',
  'objectif opérationnel',
  'action',
];

const columns = {
  code: identifier(['objective_id', 'code', 'identifiant'], 'Code du nœud, unique dans la convention'),
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  // The label is kept as written; what the node is follows from it.
  level: requiredWord(
    [['level', 'niveau'], 'Niveau, dans les mots des auteurs'],
    (word) => (planNodeKindOf(word) === null ? null : word),
    levels,
  ),
  title: requiredText(['title', 'intitulé', 'titre'], 'Intitulé'),
  themes: textList(['thematique', 'thématique', 'thématiques'], 'Thématiques, séparées par |'),
  parent: optionalText(['parent_title', 'parent', 'nœud parent'], 'Intitulé ou code du nœud au-dessus'),
  lead: optionalText(['lead', 'pilote'], 'Pilote'),
  due: optionalText(['echeance', 'échéance'], 'Échéance : un jour, un mois ou une année'),
  ...statusColumns,
  ...sourceColumns,
};

type PlanRow = ReadRow<typeof columns>;
export type PlanValues = RowOf<typeof columns>;

/** Nodes of plans: one row per priority, objective or action, with the action's status if the file gives it. */
export const planNodes = defineDataset<typeof columns>({
  name: 'plan-nodes',
  title: 'Plans d’actions',
  columns,
  key: ['reference', 'code'],
  land: async (rows, context) => {
    const { em, batch, report } = context;
    const inPlans = await rowsOfKnownConventions(rows, context);
    const references = [...new Set(inPlans.map(({ values }) => values.reference))];
    const stored = await storedNodes(em, references);
    const parents = findParents(inPlans.map(placedRow), stored, report);
    const checked = inPlans.filter(
      ({ line, values }) =>
        !isUnderItself(nodeId(values), parents) ||
        report.say(line, 'parent_title', 'PARENT_CYCLE', values.title),
    );

    const positions = positionsOf(checked, stored);
    const records = checked.map((row) => ({
      ...nodeRecord(row, context),
      position: positions.get(nodeId(row.values)) ?? row.line,
      ...provenanceOf(row.line, row.values, batch),
    }));
    // Parents refer to rows of the same file, so all nodes land before any of them is linked.
    const nodes = await upsert(em, PlanNode, ['id'], records);
    const linked = await rebuildPaths(
      em,
      references,
      checked.map(({ values }) => [nodeId(values), parents.get(nodeId(values)) ?? null]),
    );
    const entries = await landProgress(
      checked
        .filter(({ values }) => values.status !== null)
        .map(({ line, values }) => ({ line, values, nodeId: nodeId(values) })),
      context,
    );
    const changed = new Set(
      [...nodes.changed, ...linked, ...entries.actions].filter((id) => !nodes.added.has(id)),
    );
    return {
      added: nodes.added.size,
      changed: changed.size,
      unchanged: checked.length - nodes.added.size - changed.size,
    };
  },
});

export const nodeId = ({ reference, code }: Pick<PlanValues, 'reference' | 'code'>): string =>
  `${reference}/${code}`;

const placedRow = ({ line, values }: PlanRow): PlacedRow => ({ line, id: nodeId(values), ...values });

/** A node keeps its place; new ones come after those that their convention has, in the order of the file. */
function positionsOf(rows: readonly PlanRow[], stored: readonly StoredNode[]): Map<string, number> {
  const positions = new Map(stored.map(({ id, position }) => [id, position]));
  const last = new Map<string, number>();
  for (const { reference, position } of stored)
    last.set(reference, Math.max(position, last.get(reference) ?? 0));
  for (const { line, values } of rows) {
    if (!positions.has(nodeId(values)))
      positions.set(nodeId(values), (last.get(values.reference) ?? 0) + line);
  }
  return positions;
}

function nodeRecord({ line, values }: PlanRow, { report }: LandingContext) {
  const due = readDueDate(values.due);
  if (values.due !== null && due === null) report.say(line, 'echeance', 'UNCERTAIN_DUE_DATE', values.due);
  return {
    id: nodeId(values),
    convention_reference: values.reference,
    code: values.code,
    level: values.level,
    kind: planNodeKindOf(values.level),
    title: values.title,
    themes: [...new Set(values.themes.map((words) => themeOf(foldName(words))))],
    theme_words: values.themes,
    lead: values.lead,
    due_on: due,
    due_words: values.due,
  };
}
