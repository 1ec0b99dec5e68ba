import { migrations } from '../migrations/migrations.js';
import { Amendment } from './convention/amendment.entity.js';
import { Convention } from './convention/convention.entity.js';
import {
  AmendmentResolver,
  ConventionQueryResolver,
  ConventionResolver,
  PerimeterMemberResolver,
  SignatoryResolver,
} from './convention/convention.resolver.js';
import { ConventionTerritory } from './convention/convention-territory.entity.js';
import { ConventionTheme } from './convention/convention-theme.entity.js';
import { PerimeterMember } from './convention/perimeter-member.entity.js';
import { Signatory } from './convention/signatory.entity.js';
import { TerritoryConventionsResolver } from './convention/territory-conventions.resolver.js';
import {
  CommuneCoverageResolver,
  ConventionCoverageResolver,
  CtgCoverageResolver,
  TerritoryCoverageResolver,
} from './coverage/coverage.resolver.js';
import type { Model } from './db/open.js';
import { DatasetResolver } from './ingestion/api/dataset.resolver.js';
import { ConventionCompletionResolver, TerritoryCompletionResolver } from './plan/completion.resolver.js';
import { ConventionPlanResolver, PlanNodeResolver, ProgressEntryResolver } from './plan/plan.resolver.js';
import { PlanNode } from './plan/plan-node.entity.js';
import { ProgressEntry } from './plan/progress-entry.entity.js';
import { Batch } from './provenance/batch.entity.js';
import { BatchChange } from './provenance/batch-change.entity.js';
import { HubResolver } from './provenance/hub.resolver.js';
import { HubState } from './provenance/hub-state.entity.js';
import { QuestionResolver } from './questions/question.resolver.js';
import { Subsidy } from './subsidy/subsidy.entity.js';
import {
  ConventionSubsidiesResolver,
  SubsidiesResolver,
  SubsidyAmountResolver,
  TerritorySubsidiesResolver,
} from './subsidy/subsidy.resolver.js';
import { Territory } from './territory/territory.entity.js';
import {
  CommuneParentsResolver,
  DepartmentParentsResolver,
  EpciParentsResolver,
  TerritoryResolver,
} from './territory/territory.resolver.js';
import { TerritoryAlias } from './territory/territory-alias.entity.js';
import {
  AdministrativeAreaResolver,
  CountryResolver,
  RegionResolver,
  TerritoryGroupResolver,
} from './territory/territory-lists.resolver.js';
import { TerritoryPart } from './territory/territory-part.entity.js';
import { Vintage } from './territory/vintage.entity.js';

/** The parts list of the hub: every table and every resolver, named one by one. */

export const model: Model = {
  entities: [
    Amendment,
    Batch,
    BatchChange,
    Convention,
    ConventionTerritory,
    ConventionTheme,
    HubState,
    PerimeterMember,
    PlanNode,
    ProgressEntry,
    Signatory,
    Subsidy,
    Territory,
    TerritoryAlias,
    TerritoryPart,
    Vintage,
  ],
  migrations,
};

export const resolvers = [
  AdministrativeAreaResolver,
  AmendmentResolver,
  CommuneCoverageResolver,
  CommuneParentsResolver,
  ConventionCompletionResolver,
  ConventionCoverageResolver,
  ConventionPlanResolver,
  ConventionQueryResolver,
  ConventionResolver,
  ConventionSubsidiesResolver,
  CountryResolver,
  CtgCoverageResolver,
  DatasetResolver,
  DepartmentParentsResolver,
  EpciParentsResolver,
  HubResolver,
  PerimeterMemberResolver,
  PlanNodeResolver,
  ProgressEntryResolver,
  QuestionResolver,
  RegionResolver,
  SignatoryResolver,
  SubsidiesResolver,
  SubsidyAmountResolver,
  TerritoryCompletionResolver,
  TerritoryConventionsResolver,
  TerritoryCoverageResolver,
  TerritoryGroupResolver,
  TerritoryResolver,
  TerritorySubsidiesResolver,
] as const;
