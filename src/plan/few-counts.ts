import type { GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '../graphql/selection.js';
import type { countColumn } from './plan-counts.rules.js';

/** Some of the counts of plans, which are added without anything else about their conventions. */
export type FewCounts = readonly (keyof typeof countColumn | 'conventionsReporting')[];

const rated: FewCounts = ['actions', 'completed', 'permanent', 'abandoned', 'unknown'];
const state: FewCounts = ['objectives', 'actions', 'conventionsReporting'];

/** What fields of a completion follow from; how many conventions there are is always counted. */
const countsOfFields: ReadonlyMap<string, FewCounts> = new Map<string, FewCounts>([
  ['__typename', []],
  ['on', []],
  ['conventions', []],
  ['state', state],
  ['hint', [...state, 'undated']],
  ['objectives.rate', ['reached', 'notReached', 'objectivesAbandoned']],
  ['objectives.known', ['objectives']],
  ['objectives.reached', ['reached']],
  ['objectives.notReached', ['notReached']],
  ['objectives.abandoned', ['objectivesAbandoned']],
  ['objectives.undetermined', ['objectivesUndetermined']],
  ['objectives.withoutAction', ['objectivesWithoutAction']],
  ['actions.rate', rated],
  ['actions.rateWithAbandoned', rated],
  ['actions.known', ['actions']],
  ['actions.notStarted', ['notStarted']],
  ['actions.planned', ['planned']],
  ['actions.inProgress', ['inProgress']],
  ['actions.completed', ['completed']],
  ['actions.permanent', ['permanent']],
  ['actions.postponed', ['postponed']],
  ['actions.abandoned', ['abandoned']],
  ['actions.unknown', ['unknown']],
  ['actions.overdue', ['overdue']],
  ['actions.withUndatedStatus', ['undated']],
]);

/**
 * The counts that the fields asked of a completion follow from: of a list of territories, most of what they take is to add and bring
 * those that nobody asked for. Null when they follow from more, or when it is not known what one of them follows from.
 */
export function fewCountsFor(info: GraphQLResolveInfo): FewCounts | null {
  const needed = new Set<FewCounts[number]>();
  for (const field of selectedFields(info)) {
    const counts = countsOfFields.get(field);
    if (!counts) return null;
    for (const each of counts) needed.add(each);
  }
  // In one order, whatever that of the fields: the same counts are asked in the same statement.
  return [...needed].sort();
}
