import type { AreaRules } from './rule.rules.js';

/** Territories, and the figures that every one of them has. */
export const territoryRules: AreaRules = {
  Territory: {
    REFERENCE: 'code kind name population',
    FIGURE:
      'actionQuality childcare completeness completenessByDataset completion completionPeers ctgCoverage ' +
      'indicator indicators overdueActions retainedThemes subsidies',
    DETAIL: 'prioritiesAndSpending subsidyPeers',
    RECORD: 'conventions coverageAlerts',
    PROVENANCE: 'sources',
  },
  TerritoryGroup: {
    REFERENCE: 'communes',
    FIGURE: 'ctgCoveragePeers',
  },
  AdministrativeArea: {
    REFERENCE: 'epcis',
  },
  Commune: {
    REFERENCE: 'department epci postalCodes resolvedFrom siren',
  },
  Epci: {
    REFERENCE: 'department departments epciType',
  },
  Department: {
    REFERENCE: 'region',
  },
  Region: {
    REFERENCE: 'departments',
  },
  Country: {
    REFERENCE: 'departments',
  },
  CodeResolution: {
    REFERENCE: 'kind name requested',
  },
  TerritoryMatch: {
    REFERENCE: 'alias matchedName territory',
  },
  Vintage: {
    REFERENCE: 'communeSource epciSource licence populationSource populationYear year',
  },
};
