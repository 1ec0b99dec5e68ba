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
import { knownConventions } from './known-conventions.js';
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
    const known = await knownConventions(
      em,
      rows.map(({ values }) => values.reference),
    );
    const inPlans = rows.filter(
      ({ line, values }) =>
        known.has(values.reference) ||
        report.say(line, 'convention_ref', 'UNKNOWN_CONVENTION', values.reference),
    );
    const parents = findParents(inPlans, context);
    const checked = inPlans.filter(({ line, values }) => !isUnderItself(line, values, parents, context));

    const records = checked.map((row) => ({
      ...nodeRecord(row, context),
      ...provenanceOf(row.line, row.values, batch),
    }));
    // Parents refer to rows of the same file, so all nodes land before any of them is linked.
    const nodes = await upsert(em, PlanNode, ['id'], records);
    const linked = await rebuildPaths(
      em,
      [...known],
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

/** Parent of each node, by its title or code within the same convention and file. */
function findParents(rows: readonly PlanRow[], { report }: LandingContext): Map<string, string> {
  const named = new Map<string, string>();
  for (const { values } of rows) {
    for (const name of [values.code, values.title]) {
      const key = `${values.reference}/${foldName(name)}`;
      if (!named.has(key)) named.set(key, nodeId(values));
    }
  }
  const parents = new Map<string, string>();
  for (const { line, values } of rows) {
    if (values.parent === null) continue;
    const parent = named.get(`${values.reference}/${foldName(values.parent)}`);
    if (parent) parents.set(nodeId(values), parent);
    else report.say(line, 'parent_title', 'UNKNOWN_PARENT', values.parent);
  }
  return parents;
}

function isUnderItself(
  line: number,
  values: PlanValues,
  parents: ReadonlyMap<string, string>,
  { report }: LandingContext,
) {
  const seen = new Set<string>();
  for (let id = parents.get(nodeId(values)); id !== undefined && !seen.has(id); id = parents.get(id)) {
    if (id === nodeId(values)) return !report.say(line, 'parent_title', 'PARENT_CYCLE', values.title);
    seen.add(id);
  }
  return false;
}

function nodeRecord({ line, values }: PlanRow, { report }: LandingContext) {
  const due = readDueDate(values.due);
  if (values.due !== null && due === null) report.say(line, 'echeance', 'UNCERTAIN_DUE_DATE', values.due);
  return {
    id: nodeId(values),
    convention_reference: values.reference,
    code: values.code,
    position: line,
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
