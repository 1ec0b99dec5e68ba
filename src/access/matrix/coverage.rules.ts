import type { AreaRules } from './rule.rules.js';

/** Communes under a convention. */
export const coverageRules: AreaRules = {
  CtgCoverage: {
    FIGURE:
      'communeStates communes conventionsInForce nationalTarget on passport population rule ' + 'unknown',
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
    FIGURE: 'passports rows subtotalCount subtotals totalCount totals',
  },
  CoverageTableKey: {
    REFERENCE: 'commune date department epci populationBand region',
  },
  CoverageTableRow: {
    FIGURE:
      'change communes conventionsInForce cutAtBorder dimensions key nationalTarget on ' +
      'population rank unknown',
  },
  CoverageChange: {
    FIGURE:
      'communes communesDifference communesPoints conventionsInForce on population ' +
      'populationDifference populationPoints',
  },
  CoverageOutlook: {
    FIGURE: 'from months passport rule start',
    RECORD: 'renewals',
  },
  CoverageRenewal: {
    RECORD:
      'communes convention endsOn lostCommunes lostPopulation perhapsLostCommunes ' +
      'perhapsLostPopulation population',
  },
  CoverageRenewals: {
    RECORD: 'rows totalCount',
  },
  CoverageAlert: {
    RECORD: 'commune convention daysLeft endsOn next state',
  },
};
