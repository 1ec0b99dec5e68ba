import { migrations } from '../migrations/migrations.js';
import { AccessKeyResolver, AccessKeyTerritoriesResolver } from './access/keys/access-key.resolver.js';
import { CatalogueResolver } from './catalogue/catalogue.resolver.js';
import { CampaignResolver } from './completeness/campaign.resolver.js';
import {
  CompletenessResolver,
  CompletenessUnitResolver,
  PassportCompletenessResolver,
  TerritoryCompletenessResolver,
} from './completeness/completeness.resolver.js';
import { ConventionContactTermResolver } from './convention/contacts/contact-term.resolver.js';
import {
  AmendmentResolver,
  ConventionQueryResolver,
  ConventionResolver,
  PerimeterMemberResolver,
  SignatoryResolver,
} from './convention/convention.resolver.js';
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
import { CoverageTableRowResolver } from './coverage/table/coverage-row.resolver.js';
import { CoverageTableKeyResolver, CoverageTableResolver } from './coverage/table/coverage-table.resolver.js';
import type { Model } from './db/open.js';
import { entities } from './hub/entities.js';
import { reportingResolvers } from './hub/reporting.js';
import { IndicatorValueResolver, TerritoryIndicatorsResolver } from './indicator/indicator.resolver.js';
import { DatasetResolver } from './ingestion/api/dataset.resolver.js';
import { LoadRunResolver } from './ingestion/api/load-run.resolver.js';
import { RecordResolver } from './ingestion/api/record.resolver.js';
import { TotalsCheckResolver } from './ingestion/api/totals-check.resolver.js';
import { UndoReportResolver } from './ingestion/api/undo.resolver.js';
import { BatchChangesResolver } from './ingestion/history/changes.resolver.js';
import { LoadReportResolver } from './ingestion/report/report.resolver.js';
import { JournalResolver } from './journal/journal.resolver.js';
import { ConventionCompletionResolver, TerritoryCompletionResolver } from './plan/completion.resolver.js';
import { ConventionPlanResolver, PlanNodeResolver, ProgressEntryResolver } from './plan/plan.resolver.js';
import { CompletionTableRowResolver } from './plan/table/completion-row.resolver.js';
import {
  CompletionTableKeyResolver,
  CompletionTableResolver,
} from './plan/table/completion-table.resolver.js';
import { BatchResolver } from './provenance/batch.resolver.js';
import { HubResolver } from './provenance/hub.resolver.js';
import { QuestionResolver } from './questions/question.resolver.js';
import { FigureReachResolver, PassportReachResolver } from './reach/figure-reach.resolver.js';
import { dropReachViews, makeReachViews } from './reach/make-views.sql.js';
import { PulledSourceResolver, SourceResolver, TerritorySourcesResolver } from './sources/source.resolver.js';
import { FundingAbsenceResolver } from './subsidy/absences/funding-absences.resolver.js';
import { ConcentrationResolver } from './subsidy/concentration/concentration.resolver.js';
import { PassportNatureResolver } from './subsidy/passport-nature.resolver.js';
import {
  ConventionSubsidyPeersResolver,
  TerritorySubsidyPeersResolver,
} from './subsidy/peers/subsidy-peers.resolver.js';
import {
  ConventionPrioritiesResolver,
  TerritoryPrioritiesResolver,
} from './subsidy/priorities/priorities.resolver.js';
import {
  SubsidiesByTerritoryResolver,
  SubsidiesOfTerritoryResolver,
} from './subsidy/published/subsidies-by-territory.resolver.js';
import {
  ConventionSubsidiesResolver,
  SubsidiesResolver,
  SubsidyAmountResolver,
  TerritorySubsidiesResolver,
} from './subsidy/subsidy.resolver.js';
import { SubsidyTableKeyResolver, SubsidyTableResolver } from './subsidy/table/subsidy-table.resolver.js';
import { SubsidyTableRowResolver } from './subsidy/table/subsidy-table-row.resolver.js';
import {
  CommuneParentsResolver,
  DepartmentParentsResolver,
  EpciParentsResolver,
  TerritoryResolver,
} from './territory/territory.resolver.js';
import {
  AdministrativeAreaResolver,
  CountryResolver,
  RegionResolver,
  TerritoryGroupResolver,
} from './territory/territory-lists.resolver.js';

/** The parts list of the hub: every table and every resolver, named one by one. */

export const model: Model = {
  entities,
  migrations,
  views: { make: makeReachViews, drop: dropReachViews },
};

export const resolvers = [
  AccessKeyResolver,
  AccessKeyTerritoriesResolver,
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
  CompletionTableRowResolver,
  ConventionCompletionResolver,
  ConventionContactTermResolver,
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
  PassportNatureResolver,
  PassportReachResolver,
  FigureReachResolver,
  IndicatorValueResolver,
  JournalResolver,
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
  SubsidiesByTerritoryResolver,
  SubsidiesOfTerritoryResolver,
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
