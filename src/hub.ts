import { migrations } from '../migrations/migrations.js';
import { CatalogueResolver } from './catalogue/catalogue.resolver.js';
import { Campaign } from './completeness/campaign.entity.js';
import { CampaignResolver } from './completeness/campaign.resolver.js';
import {
  CompletenessResolver,
  CompletenessUnitResolver,
  PassportCompletenessResolver,
  TerritoryCompletenessResolver,
} from './completeness/completeness.resolver.js';
import { Reception } from './completeness/reception.entity.js';
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
import { ConventionPlace } from './convention/kept/convention-place.entity.js';
import { ConventionState } from './convention/kept/convention-state.entity.js';
import { PerimeterMember } from './convention/perimeter-member.entity.js';
import { Signatory } from './convention/signatory.entity.js';
import { TerritoryConventionsResolver } from './convention/territory-conventions.resolver.js';
import {
  CommuneCoverageResolver,
  ConventionCoverageResolver,
  CtgCoverageResolver,
  TerritoryCoverageResolver,
} from './coverage/coverage.resolver.js';
import {
  CoverageOutlookResolver,
  CoverageRenewalResolver,
} from './coverage/outlook/coverage-outlook.resolver.js';
import { CoverageStep } from './coverage/steps/coverage-step.entity.js';
import {
  CoverageTableKeyResolver,
  CoverageTableResolver,
  CoverageTableRowResolver,
} from './coverage/table/coverage-table.resolver.js';
import type { Model } from './db/open.js';
import { reportingResolvers } from './hub/reporting.js';
import { IndicatorValueResolver, TerritoryIndicatorsResolver } from './indicator/indicator.resolver.js';
import { IndicatorValue } from './indicator/indicator-value.entity.js';
import { DatasetResolver } from './ingestion/api/dataset.resolver.js';
import { LoadRunResolver } from './ingestion/api/load-run.resolver.js';
import { RecordResolver } from './ingestion/api/record.resolver.js';
import { TotalsCheckResolver } from './ingestion/api/totals-check.resolver.js';
import { UndoReportResolver } from './ingestion/api/undo.resolver.js';
import { BatchChangesResolver } from './ingestion/history/changes.resolver.js';
import { LoadReportResolver } from './ingestion/report/report.resolver.js';
import { ConventionCompletionResolver, TerritoryCompletionResolver } from './plan/completion.resolver.js';
import { ConventionPlanResolver, PlanNodeResolver, ProgressEntryResolver } from './plan/plan.resolver.js';
import { PlanNode } from './plan/plan-node.entity.js';
import { ProgressEntry } from './plan/progress-entry.entity.js';
import { CompletionStep } from './plan/steps/completion-step.entity.js';
import { CompletionSum } from './plan/steps/completion-sum.entity.js';
import {
  CompletionTableKeyResolver,
  CompletionTableResolver,
} from './plan/table/completion-table.resolver.js';
import { Batch } from './provenance/batch.entity.js';
import { BatchResolver } from './provenance/batch.resolver.js';
import { BatchChange } from './provenance/batch-change.entity.js';
import { HubResolver } from './provenance/hub.resolver.js';
import { HubState } from './provenance/hub-state.entity.js';
import { TotalsVerdict } from './provenance/totals-verdict.entity.js';
import { QuestionResolver } from './questions/question.resolver.js';
import { PulledSource } from './sources/pulled-source.entity.js';
import { PulledSourceResolver, SourceResolver, TerritorySourcesResolver } from './sources/source.resolver.js';
import { FundingAbsenceResolver } from './subsidy/absences/funding-absences.resolver.js';
import { ConcentrationResolver } from './subsidy/concentration/concentration.resolver.js';
import {
  ConventionSubsidyPeersResolver,
  TerritorySubsidyPeersResolver,
} from './subsidy/peers/subsidy-peers.resolver.js';
import {
  ConventionPrioritiesResolver,
  TerritoryPrioritiesResolver,
} from './subsidy/priorities/priorities.resolver.js';
import { Subsidy } from './subsidy/subsidy.entity.js';
import {
  ConventionSubsidiesResolver,
  SubsidiesResolver,
  SubsidyAmountResolver,
  TerritorySubsidiesResolver,
} from './subsidy/subsidy.resolver.js';
import { SubsidySum } from './subsidy/subsidy-sum.entity.js';
import { SubsidyYear } from './subsidy/subsidy-year.entity.js';
import { SubsidyTableKeyResolver, SubsidyTableResolver } from './subsidy/table/subsidy-table.resolver.js';
import { SubsidyTableRowResolver } from './subsidy/table/subsidy-table-row.resolver.js';
import { Place } from './territory/place.entity.js';
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
    Campaign,
    CompletionStep,
    CompletionSum,
    Convention,
    ConventionPlace,
    ConventionState,
    ConventionTerritory,
    ConventionTheme,
    CoverageStep,
    HubState,
    IndicatorValue,
    PerimeterMember,
    Place,
    PlanNode,
    ProgressEntry,
    Reception,
    PulledSource,
    Signatory,
    Subsidy,
    SubsidySum,
    SubsidyYear,
    Territory,
    TerritoryAlias,
    TerritoryPart,
    TotalsVerdict,
    Vintage,
  ],
  migrations,
};

export const resolvers = [
  AdministrativeAreaResolver,
  AmendmentResolver,
  CampaignResolver,
  CatalogueResolver,
  BatchChangesResolver,
  BatchResolver,
  CommuneCoverageResolver,
  CommuneParentsResolver,
  CompletenessResolver,
  CompletenessUnitResolver,
  CompletionTableKeyResolver,
  CompletionTableResolver,
  ConventionCompletionResolver,
  ConventionCoverageResolver,
  ConventionPlanResolver,
  ConventionPrioritiesResolver,
  ConventionQueryResolver,
  ConventionResolver,
  ConventionSubsidiesResolver,
  ConventionSubsidyPeersResolver,
  ConcentrationResolver,
  CountryResolver,
  CoverageOutlookResolver,
  CoverageRenewalResolver,
  CoverageTableKeyResolver,
  CoverageTableResolver,
  CoverageTableRowResolver,
  CtgCoverageResolver,
  DatasetResolver,
  DepartmentParentsResolver,
  EpciParentsResolver,
  FundingAbsenceResolver,
  HubResolver,
  IndicatorValueResolver,
  PassportCompletenessResolver,
  LoadReportResolver,
  LoadRunResolver,
  PerimeterMemberResolver,
  PlanNodeResolver,
  ProgressEntryResolver,
  PulledSourceResolver,
  QuestionResolver,
  RecordResolver,
  RegionResolver,
  SignatoryResolver,
  SourceResolver,
  SubsidiesResolver,
  SubsidyAmountResolver,
  TerritoryCompletenessResolver,
  TerritoryCompletionResolver,
  TerritoryConventionsResolver,
  TerritoryCoverageResolver,
  TerritoryGroupResolver,
  TerritoryIndicatorsResolver,
  TerritoryPrioritiesResolver,
  TerritoryResolver,
  TerritorySourcesResolver,
  SubsidyTableResolver,
  SubsidyTableKeyResolver,
  SubsidyTableRowResolver,
  TerritorySubsidiesResolver,
  TerritorySubsidyPeersResolver,
  TotalsCheckResolver,
  UndoReportResolver,
  ...reportingResolvers,
] as const;
