import type { AreaRules } from './rule.rules.js';

/** Plans of action, and how far they are. */
export const planRules: AreaRules = {
  PlanNode: {
    ROW:
      'baseline children code convention demonstration dueOn dueWords indicator isOverdue kind ' +
      'leadKind level parent progress status themeWords themes title',
    PROVENANCE: 'source',
    CONTACT: 'lead notes',
  },
  ProgressEntry: {
    ROW: 'demonstration observedOn observedPrecision status statusWords',
    PROVENANCE: 'source',
    CONTACT: 'comment notes',
  },
  PlanCounts: {
    RECORD_FIGURE: 'actions objectives priorities',
  },
  ActionCompletion: {
    FIGURE:
      'abandoned completed conventionsDeclaring conventionsInMean declared inProgress known ' +
      'meanOfConventionRates notStarted overdue permanent planned postponed rate ' +
      'rateWithAbandoned unknown withUndatedStatus',
  },
  ObjectiveCompletion: {
    FIGURE:
      'abandoned conventionsDeclaring declared known notReached rate reached undetermined ' + 'withoutAction',
  },
  Completion: {
    FIGURE: 'actions conventions conventionsWithUnknownDates hint objectives on passport state',
    ROW: 'planNodes',
  },
  CompletionChange: {
    FIGURE: 'actionCount actionCountDifference actions conventions likeForLike objectives on',
  },
  CompletionTable: {
    FIGURE: 'hint passports previousPassports rows subtotalCount subtotals totalCount totals',
  },
  CompletionPeers: {
    FIGURE:
      'hint lowerQuartile measure median passport peers populationBand quarter rank ratioToMedian share state ' +
      'upperQuartile withoutValue',
  },
  CompletionTableKey: {
    REFERENCE: 'commune country date department epci populationBand region status territoryScale theme',
    RECORD: 'convention',
  },
  CompletionTableRow: {
    FIGURE:
      'actionCount actionShare actions conventions conventionsWithUnknownDates dimensions hint ' +
      'key objectives passport previous rank state',
    ROW: 'planNodes',
  },
  LikeForLikeChange: {
    FIGURE: 'actions conventions objectives',
  },
  RateChange: {
    FIGURE: 'before now points',
  },
  OverdueAction: {
    ROW: 'action convention daysOverdue leadKind',
  },
  OverdueActions: {
    FIGURE: 'byLeadKind days hint on overdue passport rate state statusUnknown withoutDueDate',
    ROW: 'actions',
  },
  OverdueByLead: {
    FIGURE: 'days leadKind overdue rate',
  },
  ActionFieldQuality: {
    FIGURE: 'field filled missing',
  },
  ActionQuality: {
    FIGURE: 'complete fields hint on passport state',
    ROW: 'incompleteActions',
  },
  IncompleteAction: {
    ROW: 'action convention missing',
  },
  RetainedTheme: {
    FIGURE: 'isNeverRetained retained theme withoutAction withoutKnownAction words',
    RECORD: 'conventionsRetaining conventionsWithoutAction',
  },
  RetainedThemes: {
    FIGURE: 'conventions conventionsWithoutTheme on passport themes',
  },
  Review: {
    RECORD_FIGURE: 'change completion on',
  },
  ReviewChange: {
    RECORD_FIGURE: 'actionPoints completedDifference objectivePoints on overdueDifference reachedDifference',
  },
};
