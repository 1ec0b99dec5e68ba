import type { AreaRules } from './rule.rules.js';

/** Subsidies, and what they are set against. */
export const subsidyRules: AreaRules = {
  Subsidies: {
    FIGURE: 'availableYears bySector epcis fiscalYear hint nature passport precision state total',
    DETAIL: 'byFundingLine bySection concentration lineCount',
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
    DETAIL: 'amount fundingLine label lineCount precision',
  },
  SectionTotal: {
    DETAIL: 'amount lineCount precision section',
  },
  SectorTotal: {
    FIGURE: 'amount hint label precision sector state',
    DETAIL: 'lineCount',
  },
  OperatorConcentration: {
    DETAIL: 'amount amountWithoutOperator first hint operators share state',
  },
  SubsidyTable: {
    DETAIL:
      'passports previousPassports rows subtotalCount subtotals total totalCount totalHint ' +
      'totalState totals',
  },
  SubsidyTableKey: {
    DETAIL:
      'commune convention country department epci fiscalYear fundingFamily fundingFamilyLabel fundingLine ' +
      'fundingLineLabel nature populationBand region section sector sectorLabel territoryScale',
  },
  SubsidyTableRow: {
    DETAIL:
      'amount countedAgain cutAtBorder dimensions fiscalYears hint key lineCount natureGap passports ' +
      'perChild perInhabitant perTenThousandInhabitants population precision previous rank share ' +
      'shareOfGroup state',
    ROW: 'amounts',
  },
  SubsidyChange: {
    DETAIL: 'amount difference firstFiscalYear fiscalYears likeForLike rate',
  },
  SubsidyLikeForLike: {
    DETAIL: 'alert amount comparedAmount difference rate territories',
  },
  SubsidyNatureGap: {
    DETAIL: 'alert amount difference fiscalYears likeForLike nature rate',
  },
  SubsidyPerChild: {
    DETAIL: 'ages amount children communes communesKnown hint state value year',
  },
  SubsidyPeers: {
    DETAIL:
      'ages amount denominator denominatorYear hint lowerQuartile measure median passport peers ' +
      'populationBand quarter rank ratioToMedian state upperQuartile value withPartialValue withoutValue',
  },
  PrioritiesAndSpending: {
    DETAIL:
      'amount amountWithoutPriorities conventions conventionsWithoutPriorities fiscalYear nature passport priorities ' +
      'prioritiesWithoutTheme shares',
  },
  PriorityShare: {
    DETAIL: 'amount amountShare gap label priorities priorityShare sector theme',
  },
  FundingAbsence: {
    DETAIL: 'convention fundingLine fundingLineLabel state territory',
  },
  NeedAndSpending: {
    DETAIL: 'count fiscalYear hint needLabel pairs passport pearson spearman state territories',
  },
  NeedPair: {
    DETAIL:
      'amount children communesReporting hint need needObservedOn needRank perChild ' +
      'perChildRank state territory',
    ROW: 'amounts',
  },
  SubsidiesByTerritory: {
    FIGURE: 'fiscalYear hint nature passport rows state suppressed total totalCount',
  },
  SubsidiesOfTerritory: {
    FIGURE: 'amount hint passport perInhabitant precision sector state territory',
    ROW: 'amounts',
  },
};
