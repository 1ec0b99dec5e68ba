import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import {
  noteAllConventions,
  noteConventions,
  refreshConventions,
  wrongConventions,
} from '../../convention/kept/kept-conventions.sql.js';
import { refreshCoverageSteps, wrongCoverageSteps } from '../../coverage/steps/coverage-steps.sql.js';
import { addCounts } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { refreshCompletionSteps, wrongCompletionSteps } from '../../plan/steps/completion-steps.sql.js';
import {
  noteAllDepartments,
  noteDepartments,
  refreshCompletionSums,
  wrongCompletionSums,
} from '../../plan/steps/completion-sums.sql.js';
import { noteAllPlans, notePlans } from '../../plan/steps/touched-plans.sql.js';
import {
  anyChildren,
  noteAllChildren,
  noteChildren,
  refreshChildren,
  wrongChildren,
} from '../../subsidy/children/child-counts.sql.js';
import { anyGroups } from '../../subsidy/groups/subsidy-groups.sql.js';
import {
  noteSubsidyYears,
  rebuildSubsidyRollups,
  refreshSubsidyRollups,
} from '../../subsidy/subsidy-rollups.sql.js';
import { slicesOfSubsidyRollups } from '../../subsidy/subsidy-rollups-check.sql.js';
import { rebuildPlaces } from '../../territory/places.sql.js';
import { wrongWholes } from '../../territory/wholes.sql.js';

/** What loads keep beside what they load, so that figures are read and not worked out: sums, states, steps. */

/** Notes what a batch wrote. To be called when the batch has written, or before it is undone. */
export async function noteTouched(em: SqlEntityManager, revision: number): Promise<void> {
  await noteSubsidyYears(em, revision);
  await noteConventions(em, revision);
  await notePlans(em, revision);
  await noteChildren(em, revision);
}

/** Makes anew what follows from what was noted, and nothing else. */
export async function refreshKept(em: SqlEntityManager): Promise<void> {
  await refreshSubsidyRollups(em);
  await refreshChildren(em);
  const hasPlaces = await refreshConventions(em);
  if (hasPlaces) await refreshCoverageSteps(em);
  await refreshCompletionSteps(em);
  await noteDepartments(em, hasPlaces);
  await refreshCompletionSums(em);
}

/** Makes everything anew: after the territories themselves have changed, or when somebody wants to be sure. */
export async function rebuildKept(em: SqlEntityManager): Promise<void> {
  await rebuildSubsidyRollups(em);
  await noteAllChildren(em);
  await refreshChildren(em);
  await noteAllConventions(em);
  await noteAllPlans(em);
  if (await refreshConventions(em)) await refreshCoverageSteps(em);
  await refreshCompletionSteps(em);
  await noteAllDepartments(em);
  await refreshCompletionSums(em);
}

/** Makes everything on a base that an older hub filled, which kept less; true if there was anything to do. */
export async function keepIfMissing(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'isKept',
    sql<{ isKept: boolean }>`
      select exists (select from place)
         and (exists (select from completion_sum) or not exists (select from convention))
         and (exists (select from subsidy_group) or not exists (${anyGroups}))
         and (exists (select from child_count) or not exists (${anyChildren})) as "isKept"`,
  );
  if (found?.isKept) return false;
  await rebuildPlaces(em);
  await rebuildKept(em);
  return true;
}

type Check = (em: SqlEntityManager) => Promise<Record<string, number>>;

/** One for each family of kept tables: how many rows differ from what the loaded records give, as of one moment. */
const checks: readonly Check[] = [
  wrongChildren,
  wrongConventions,
  wrongCoverageSteps,
  wrongCompletionSteps,
  wrongCompletionSums,
];

/**
 * All that is compared, in parts: each is of one moment, and short enough that nobody waits for it. What a load writes between two of them
 * is right in both.
 */
export const keptChecks = async (em: SqlEntityManager): Promise<readonly Check[]> => [
  wrongWholes,
  ...(await checksOfLoads(em)),
];

const checksOfLoads = async (em: SqlEntityManager): Promise<readonly Check[]> => [
  ...(await slicesOfSubsidyRollups(em)),
  ...checks,
];

/** How many rows of each table that loads keep differ from what the loaded records give. */
export async function wrongKept(em: SqlEntityManager): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const check of await checksOfLoads(em)) addCounts(counts, await check(em));
  return counts;
}
