import type { EntityClass } from '@mikro-orm/core';
import { AccessKey } from '../access/keys/access-key.entity.js';
import { Campaign } from '../completeness/campaign.entity.js';
import { Reception } from '../completeness/reception.entity.js';
import { Amendment } from '../convention/amendment.entity.js';
import { ContactTerm } from '../convention/contacts/contact-term.entity.js';
import { Convention } from '../convention/convention.entity.js';
import { ConventionTerritory } from '../convention/convention-territory.entity.js';
import { ConventionTheme } from '../convention/convention-theme.entity.js';
import { ConventionPlace } from '../convention/kept/convention-place.entity.js';
import { ConventionState } from '../convention/kept/convention-state.entity.js';
import { PerimeterMember } from '../convention/perimeter-member.entity.js';
import { Signatory } from '../convention/signatory.entity.js';
import { CoverageStep } from '../coverage/steps/coverage-step.entity.js';
import { IndicatorValue } from '../indicator/indicator-value.entity.js';
import { JournalEntry } from '../journal/journal-entry.entity.js';
import { NodeLead } from '../plan/leads/node-lead.entity.js';
import { PlanNode } from '../plan/plan-node.entity.js';
import { ProgressEntry } from '../plan/progress-entry.entity.js';
import { CompletionStep } from '../plan/steps/completion-step.entity.js';
import { CompletionSum } from '../plan/steps/completion-sum.entity.js';
import { Batch } from '../provenance/batch.entity.js';
import { BatchChange } from '../provenance/batch-change.entity.js';
import { HubState } from '../provenance/hub-state.entity.js';
import { TotalsVerdict } from '../provenance/totals-verdict.entity.js';
import { PulledSource } from '../sources/pulled-source.entity.js';
import { ChildCount } from '../subsidy/children/child-count.entity.js';
import { SubsidyGroup } from '../subsidy/groups/subsidy-group.entity.js';
import { Subsidy } from '../subsidy/subsidy.entity.js';
import { SubsidySum } from '../subsidy/subsidy-sum.entity.js';
import { SubsidyYear } from '../subsidy/subsidy-year.entity.js';
import { Place } from '../territory/place.entity.js';
import { Territory } from '../territory/territory.entity.js';
import { TerritoryAlias } from '../territory/territory-alias.entity.js';
import { TerritoryPart } from '../territory/territory-part.entity.js';
import { Vintage } from '../territory/vintage.entity.js';

/** Every table of the hub. */
export const entities: readonly EntityClass[] = [
  AccessKey,
  Amendment,
  Batch,
  BatchChange,
  Campaign,
  ChildCount,
  CompletionStep,
  CompletionSum,
  ContactTerm,
  Convention,
  ConventionPlace,
  ConventionState,
  ConventionTerritory,
  ConventionTheme,
  CoverageStep,
  HubState,
  IndicatorValue,
  JournalEntry,
  NodeLead,
  PerimeterMember,
  Place,
  PlanNode,
  ProgressEntry,
  Reception,
  PulledSource,
  Signatory,
  Subsidy,
  SubsidyGroup,
  SubsidySum,
  SubsidyYear,
  Territory,
  TerritoryAlias,
  TerritoryPart,
  TotalsVerdict,
  Vintage,
];
