import type { LocalDate } from '../../calendar.js';
import { themeOf } from '../../convention/convention.rules.js';
import { replaceChildren, upsert } from '../../db/upsert.js';
import { leadKindOf } from '../../plan/leads/lead.rules.js';
import { NodeLead } from '../../plan/leads/node-lead.entity.js';
import { planNodeKindOf } from '../../plan/plan.rules.js';
import { PlanNode } from '../../plan/plan-node.entity.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { foldName } from '../../territory/territory.rules.js';
import { identifier, optional, optionalText, type RowOf, requiredText, textList } from '../columns/column.js';
import { sourceColumns } from '../columns/source-columns.js';
import { parseText } from '../columns/texts.js';
import { requiredLabel } from '../columns/words.js';
import { defineGrouped, type LandingContext, provenanceOf, type ReadRow, stampAll } from '../dataset.js';
import { withoutJournal } from '../landing/batch.js';
import { readDueDate } from './due-date.js';
import { rowsOfKnownConventions } from './known-conventions.js';
import { findParents, isUnderItself, type PlacedRow, type StoredNode, storedNodes } from './plan-parents.js';
import { derivePlans, linkPlanNodes } from './plan-paths.sql.js';
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

/** A due date in its author's words, and the day that they mean; null when they mean none. */
interface StatedDue {
  readonly words: string;
  readonly on: LocalDate | null;
}

const columns = {
  code: identifier(['objective_id', 'code', 'identifiant'], 'Code du nœud, unique dans la convention'),
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  // The label is kept as written; what the node is follows from it.
  level: requiredLabel(
    [['level', 'niveau'], 'Niveau, dans les mots des auteurs'],
    levels,
    (word) => planNodeKindOf(word) !== null,
  ),
  title: requiredText(['title', 'intitulé', 'titre'], 'Intitulé'),
  themes: textList(['thematique', 'thématique', 'thématiques'], 'Thématiques, séparées par |'),
  parent: optionalText(['parent_title', 'parent', 'nœud parent'], 'Intitulé ou code du nœud au-dessus'),
  lead: optionalText(['lead', 'pilote'], 'Pilote'),
  due: optional<StatedDue>([['echeance', 'échéance'], 'Échéance : un jour, un mois ou une année'], {
    kind: 'TEXT',
    parse: (text) => ({ words: parseText(text), on: readDueDate(text) }),
    format: ({ words }) => words,
  }),
  indicator: optionalText(
    ['indicator', 'indicateur de suivi', 'indicateur de l’action', 'indicateurs'],
    'Ce que suit l’action : son indicateur',
  ),
  baseline: optionalText(
    ['baseline', 'valeur de départ', 'valeur initiale', 'point de départ'],
    'Valeur de l’indicateur avant l’action, avec sa date si elle est connue',
  ),
  ...statusColumns,
  ...sourceColumns,
};

type PlanRow = ReadRow<typeof columns>;
export type PlanValues = RowOf<typeof columns>;

/** Nodes of plans: one row per priority, objective or action, with the action's status if the file gives it. */
export const planNodes = defineGrouped<typeof columns>({
  name: DatasetName.PLAN_NODES,
  title: 'Plans d’action',
  description: 'Un enjeu, un objectif ou une action d’un plan, avec l’état de l’action s’il est connu.',
  columns,
  entity: PlanNode,
  partOf: ({ reference }) => reference,
  keyOf: ({ code }) => code,
  recordKey: (values) => nodeId(values),
  land: async (rows, context) => {
    const { em, batch, report } = context;
    const inPlans = await rowsOfKnownConventions(rows, context);
    const references = [...new Set(inPlans.map(({ values }) => values.reference))];
    const stored = await storedNodes(em, references);
    const parents = findParents(inPlans.map(placedRow), stored, report);
    const checked = inPlans.filter(
      ({ at, values }) =>
        !isUnderItself(nodeId(values), parents) ||
        report.say(at, 'parent', 'PARENT_CYCLE', values.title, { detail: values.parent ?? '' }),
    );

    const positions = positionsOf(checked, stored);
    const records = checked.map((row) => ({
      ...nodeRecord(row, context),
      position: positions.get(nodeId(row.values)) ?? row.at.line,
      ...provenanceOf(row.at, row.values, batch),
    }));
    // Parents refer to rows of the same file, so all nodes land before any of them is linked.
    const nodes = await upsert(em, PlanNode, ['id'], records);
    const links = checked.map(({ at, values }) => ({
      id: nodeId(values),
      parent_id: parents.get(nodeId(values)) ?? null,
      ...provenanceOf(at, values, batch),
    }));
    const linked = await linkPlanNodes(em, links);
    const led = await landLeads(checked, context);
    await deriveAgain(references, context);
    const entries = await landProgress(
      checked
        .filter(({ values }) => values.status !== null)
        .map(({ at, values }) => ({ at, values, nodeId: nodeId(values) })),
      context,
    );
    const changed = new Set(
      [...nodes.changed, ...linked, ...led, ...entries.actions].filter((id) => !nodes.added.has(id)),
    );
    return {
      added: nodes.added.size,
      changed: changed.size,
      unchanged: checked.length - nodes.added.size - changed.size,
    };
  },
  workOutAgain: deriveAgain,
});

/** Who leads each node, apart from it; the nodes of which that changed. */
function landLeads(rows: readonly PlanRow[], { em, batch }: LandingContext): Promise<ReadonlySet<string>> {
  const leads = rows.flatMap(({ values }) =>
    values.lead === null ? [] : [{ plan_node_id: nodeId(values), lead: values.lead }],
  );
  const ids = rows.map(({ values }) => nodeId(values));
  return replaceChildren(em, NodeLead, ['plan_node_id'], ids, stampAll(batch, leads));
}

/** Works out the paths of some plans, and what completion counts in them. */
function deriveAgain(references: readonly string[], { em, batch }: LandingContext): Promise<void> {
  return withoutJournal(em, batch, () => derivePlans(em, references));
}

export const nodeId = ({ reference, code }: Pick<PlanValues, 'reference' | 'code'>): string =>
  `${reference}/${code}`;

const placedRow = ({ at, values }: PlanRow): PlacedRow => ({ at, id: nodeId(values), ...values });

/** A node keeps its place; new ones come after those that their convention has, in the order of the file. */
function positionsOf(rows: readonly PlanRow[], stored: readonly StoredNode[]): Map<string, number> {
  const positions = new Map(stored.map(({ id, position }) => [id, position]));
  const last = new Map<string, number>();
  for (const { reference, position } of stored)
    last.set(reference, Math.max(position, last.get(reference) ?? 0));
  for (const { at, values } of rows) {
    if (!positions.has(nodeId(values)))
      positions.set(nodeId(values), (last.get(values.reference) ?? 0) + at.line);
  }
  return positions;
}

function nodeRecord({ at, values }: PlanRow, { report }: LandingContext) {
  const { due } = values;
  if (due?.on === null) report.say(at, 'due', 'UNCERTAIN_DUE_DATE', due.words);
  return {
    id: nodeId(values),
    convention_reference: values.reference,
    code: values.code,
    level: values.level,
    kind: planNodeKindOf(values.level),
    title: values.title,
    themes: [...new Set(values.themes.map((words) => themeOf(foldName(words))))],
    theme_words: values.themes,
    lead_kind: values.lead === null ? null : leadKindOf(foldName(values.lead)),
    due_on: due?.on ?? null,
    due_words: due?.words ?? null,
    indicator: values.indicator,
    baseline: values.baseline,
    notes: values.notes,
  };
}
