import type { AreaRules } from './rule.rules.js';

/** Subsidies, and what they are set against. */
export const subsidyRules: AreaRules = {
  Subsidies: {
    FIGURE:
      'availableYears byFundingLine bySection bySector concentration epcis fiscalYear hint ' +
      'lineCount nature passport precision state total',
    ROW: 'amounts setAside',
  },
  SubsidyAmount: {
    ROW:
      'amount demonstration fiscalYear fundingLine fundingLineWords nature natureWords ' +
      'periodicity precision reference section sector sectorWords setAside territory yearFrom ' +
      'yearTo',
    PROVENANCE: 'source',
    CONTACT: 'notes',
  },
  FundingLineTotal: {
    FIGURE: 'amount fundingLine label lineCount precision',
  },
  SectionTotal: {
    FIGURE: 'amount lineCount precision section',
  },
  SectorTotal: {
    FIGURE: 'amount label lineCount precision sector',
  },
  OperatorConcentration: {
    FIGURE: 'amount amountWithoutOperator first hint operators share state',
  },
  SubsidyTable: {
    FIGURE:
      'passports previousPassports rows subtotalCount subtotals total totalCount totalHint ' +
      'totalState totals',
  },
  SubsidyTableKey: {
    REFERENCE:
      'commune country department epci fiscalYear fundingFamily fundingFamilyLabel fundingLine ' +
      'fundingLineLabel nature populationBand region section sector sectorLabel territoryScale',
    RECORD: 'convention',
  },
  SubsidyTableRow: {
    FIGURE:
      'amount countedAgain cutAtBorder dimensions fiscalYears key lineCount natureGap passports ' +
      'perChild perInhabitant perTenThousandInhabitants population precision previous rank share ' +
      'shareOfGroup',
    ROW: 'amounts',
  },
  SubsidyChange: {
    FIGURE: 'amount difference fiscalYears likeForLike rate',
  },
  SubsidyLikeForLike: {
    FIGURE: 'alert amount comparedAmount difference rate territories',
  },
  SubsidyNatureGap: {
    FIGURE: 'alert amount difference fiscalYears likeForLike nature rate',
  },
  SubsidyPerChild: {
    FIGURE: 'ages amount children communes communesKnown hint state value year',
  },
  SubsidyPeers: {
    FIGURE:
      'ages amount denominator denominatorYear hint lowerQuartile measure median passport peers ' +
      'populationBand quarter rank ratioToMedian state upperQuartile value withoutValue',
  },
  PrioritiesAndSpending: {
    FIGURE:
      'amount conventions conventionsWithoutPriorities fiscalYear nature passport priorities ' +
      'prioritiesWithoutTheme shares',
  },
  PriorityShare: {
    FIGURE: 'amount amountShare gap label priorities priorityShare sector theme',
  },
  FundingAbsence: {
    RECORD: 'convention fundingLine fundingLineLabel state territory',
  },
  NeedAndSpending: {
    FIGURE: 'count fiscalYear hint needLabel pairs pearson spearman state territories',
  },
  NeedPair: {
    FIGURE:
      'amount children communesReporting hint need needObservedOn needRank perChild ' +
      'perChildRank state territory',
  },
};
