import type { AreaRules } from './rule.rules.js';

/** What can be asked and done. */
export const rootRules: AreaRules = {
  Query: {
    REFERENCE:
      'campaigns catalogue catalogueFields commune country datasets department epci hub questions ' +
      'region searchTerritories vintage',
    FIGURE: 'completionTable conventionTable coverageOutlook coverageTable subsidiesByTerritory',
    DETAIL: 'fundingAbsences needAndSpending subsidyTable',
    RECORD: 'convention conventions',
    ROW: 'datasetRows',
    PROVENANCE: 'batch batches sources',
    LOADING: 'loadRun runningLoads',
    ADMINISTRATION: 'accessKeys journal',
  },
  Mutation: {
    LOADING: 'recordActionProgress recordSubsidies undoBatch',
    ADMINISTRATION:
      'checkTotals createAccessKey pullSource registerSource removeSource renewAccessKey ' +
      'revokeAccessKey setCampaign updateSource',
  },
};
