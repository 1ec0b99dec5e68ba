import type { AreaRules } from './rule.rules.js';

/** Communes under a convention. */
export const coverageRules: AreaRules = {
  CtgCoverage: {
    FIGURE:
      'communeStates communes conventionsInForce hint nationalTarget on passport population rule unknown',
  },
  CommuneCoverage: {
    FIGURE: 'commune state',
  },
  CoverageUnknowns: {
    FIGURE:
      'communes communesAnnouncedNotNamed conventionsWithUnknownDates ' +
      'conventionsWithUnknownPerimeter population',
  },
  CoverageTarget: {
    FIGURE: 'gapInPoints population sourceTitle sourceUrl',
  },
  CoverageTable: {
    FIGURE: 'hint passports previousPassports rows subtotalCount subtotals totalCount totals',
  },
  CoverageTableKey: {
    REFERENCE: 'commune country date department epci populationBand region status territoryScale',
    RECORD: 'convention',
  },
  CoverageTableRow: {
    FIGURE:
      'change communeCount communes communeShare coveredPopulation conventionsInForce cutAtBorder dimensions ' +
      'inhabitants inhabitantShare key nationalTarget on passport population rank remainingPopulation unknown',
    RECORD: 'communeStates conventions',
  },
  CtgCoveragePeers: {
    FIGURE:
      'hint lowerQuartile median passport peers populationBand quarter rank ratioToMedian share state ' +
      'upperQuartile withoutValue',
  },
  CoverageChange: {
    FIGURE:
      'communeCount communeCountDifference communes communesDifference communesPoints conventionsInForce inhabitants ' +
      'inhabitantsDifference on population populationDifference populationPoints',
  },
  CoverageOutlook: {
    FIGURE: 'from months passport rule start',
    RECORD: 'renewals withoutRenewalOf',
  },
  CoverageScenario: {
    RECORD: 'conventions months',
  },
  CoverageScenarioMonth: {
    RECORD: 'communes lostCommunes lostPopulation on perhapsLostCommunes perhapsLostPopulation population',
  },
  CoverageRenewal: {
    RECORD:
      'communes communesAnnouncedNotNamed convention endsOn lostCommunes lostPopulation perhapsLostCommunes ' +
      'perhapsLostPopulation population',
  },
  CoverageRenewals: {
    RECORD: 'conventionsWithoutKnownCommunes rows totalCount',
  },
  CoverageAlert: {
    RECORD: 'commune convention daysLeft endsOn next state',
  },
};
