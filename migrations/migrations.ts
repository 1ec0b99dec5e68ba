import type { MigrationObject } from '@mikro-orm/core';
import { Initial20261123 } from './20261123-initial.js';
import { Batches20261125 } from './20261125-batches.js';
import { Changes20261125 } from './20261125-changes.js';
import { Completeness20261125 } from './20261125-completeness.js';
import { Indicators20261125 } from './20261125-indicators.js';
import { Notes20261125 } from './20261125-notes.js';
import { SetAsideIndex20261125 } from './20261125-set-aside-index.js';
import { Sources20261125 } from './20261125-sources.js';
import { SubsidyRollups20261125 } from './20261125-subsidy-rollups.js';
import { AccessKeys20261127 } from './20261127-access-keys.js';
import { ActionIndicators20261127 } from './20261127-action-indicators.js';
import { BatchOwners20261127 } from './20261127-batch-owners.js';
import { ChildCounts20261127 } from './20261127-child-counts.js';
import { CompletionSteps20261127 } from './20261127-completion-steps.js';
import { CompletionSums20261127 } from './20261127-completion-sums.js';
import { CompletionThemeSets20261127 } from './20261127-completion-theme-sets.js';
import { ContactTerms20261127 } from './20261127-contact-terms.js';
import { CoverageSteps20261127 } from './20261127-coverage-steps.js';
import { Journal20261127 } from './20261127-journal.js';
import { Leads20261127 } from './20261127-leads.js';
import { PlaceEnds20261127 } from './20261127-place-ends.js';
import { SourceKeys20261127 } from './20261127-source-keys.js';
import { SubsidyGroups20261127 } from './20261127-subsidy-groups.js';
import { SubsidyTop20261127 } from './20261127-subsidy-top.js';
import { TotalsVerdict20261127 } from './20261127-totals-verdict.js';

/** Every migration, oldest first. A migration that has landed is never edited: the next change is a new one. */
export const migrations: readonly MigrationObject[] = [
  { name: '20261123-initial', class: Initial20261123 },
  { name: '20261125-batches', class: Batches20261125 },
  { name: '20261125-indicators', class: Indicators20261125 },
  { name: '20261125-completeness', class: Completeness20261125 },
  { name: '20261125-sources', class: Sources20261125 },
  { name: '20261125-notes', class: Notes20261125 },
  { name: '20261125-subsidy-rollups', class: SubsidyRollups20261125 },
  { name: '20261125-changes', class: Changes20261125 },
  { name: '20261125-set-aside-index', class: SetAsideIndex20261125 },
  { name: '20261127-coverage-steps', class: CoverageSteps20261127 },
  { name: '20261127-completion-steps', class: CompletionSteps20261127 },
  { name: '20261127-completion-sums', class: CompletionSums20261127 },
  { name: '20261127-action-indicators', class: ActionIndicators20261127 },
  { name: '20261127-subsidy-top', class: SubsidyTop20261127 },
  { name: '20261127-access-keys', class: AccessKeys20261127 },
  { name: '20261127-totals-verdict', class: TotalsVerdict20261127 },
  { name: '20261127-completion-theme-sets', class: CompletionThemeSets20261127 },
  { name: '20261127-child-counts', class: ChildCounts20261127 },
  { name: '20261127-batch-owners', class: BatchOwners20261127 },
  { name: '20261127-journal', class: Journal20261127 },
  { name: '20261127-leads', class: Leads20261127 },
  { name: '20261127-contact-terms', class: ContactTerms20261127 },
  { name: '20261127-source-keys', class: SourceKeys20261127 },
  { name: '20261127-place-ends', class: PlaceEnds20261127 },
  { name: '20261127-subsidy-groups', class: SubsidyGroups20261127 },
];
