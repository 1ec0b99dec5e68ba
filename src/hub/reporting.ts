import {
  ConventionLineageResolver,
  PerimeterChangeResolver,
} from '../convention/lineage/perimeter-change.resolver.js';
import { ConventionTableRowResolver } from '../convention/table/convention-row.resolver.js';
import {
  ConventionTableKeyResolver,
  ConventionTableResolver,
} from '../convention/table/convention-table.resolver.js';
import {
  CoverageAlertResolver,
  TerritoryCoverageAlertsResolver,
} from '../coverage/alerts/coverage-alert.resolver.js';
import {
  CoverageOutlookScenarioResolver,
  CoverageScenarioResolver,
} from '../coverage/outlook/coverage-scenario.resolver.js';
import { TerritoryCoveragePeersResolver } from '../coverage/peers/coverage-peers.resolver.js';
import {
  CoverageTableTargetResolver,
  CtgCoverageTargetResolver,
} from '../coverage/targets/coverage-target.resolver.js';
import {
  ChildcareChangeResolver,
  ChildcareResolver,
  TerritoryChildcareResolver,
} from '../indicator/childcare/childcare.resolver.js';
import {
  PerimeterIndicatorResolver,
  PerimeterIndicatorsResolver,
} from '../indicator/perimeter/perimeter-indicator.resolver.js';
import { NeedAndSpendingResolver } from '../needs/need-and-spending.resolver.js';
import { CompletionNodesResolver } from '../plan/nodes/completion-nodes.resolver.js';
import {
  ConventionOverdueResolver,
  OverdueActionResolver,
  OverdueActionsResolver,
  TerritoryOverdueResolver,
} from '../plan/overdue/overdue.resolver.js';
import {
  ConventionCompletionPeersResolver,
  TerritoryCompletionPeersResolver,
} from '../plan/peers/completion-peers.resolver.js';
import {
  ActionQualityResolver,
  ConventionActionQualityResolver,
  IncompleteActionResolver,
  TerritoryActionQualityResolver,
} from '../plan/quality/action-quality.resolver.js';
import { ConventionReviewsResolver } from '../plan/reviews/review.resolver.js';
import {
  RetainedThemeResolver,
  TerritoryRetainedThemesResolver,
} from '../plan/themes/retained-themes.resolver.js';

/** The resolvers of the figures that reports ask for, beyond the three measures and their tables. */
export const reportingResolvers = [
  ActionQualityResolver,
  ChildcareChangeResolver,
  ChildcareResolver,
  CompletionNodesResolver,
  ConventionActionQualityResolver,
  ConventionLineageResolver,
  ConventionOverdueResolver,
  ConventionReviewsResolver,
  ConventionTableKeyResolver,
  ConventionTableResolver,
  ConventionTableRowResolver,
  CoverageAlertResolver,
  CoverageTableTargetResolver,
  CtgCoverageTargetResolver,
  IncompleteActionResolver,
  NeedAndSpendingResolver,
  OverdueActionResolver,
  OverdueActionsResolver,
  PerimeterChangeResolver,
  PerimeterIndicatorResolver,
  PerimeterIndicatorsResolver,
  RetainedThemeResolver,
  TerritoryActionQualityResolver,
  TerritoryChildcareResolver,
  ConventionCompletionPeersResolver,
  TerritoryCompletionPeersResolver,
  CoverageOutlookScenarioResolver,
  CoverageScenarioResolver,
  TerritoryCoveragePeersResolver,
  TerritoryCoverageAlertsResolver,
  TerritoryOverdueResolver,
  TerritoryRetainedThemesResolver,
] as const;
