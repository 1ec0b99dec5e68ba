import type { AreaRules } from './rule.rules.js';

/** What is done to the base, keys of access, and the journal of both. */
export const loadingRules: AreaRules = {
  LoadReport: {
    LOADING:
      'added batch changed changes dataset fileName groups impact isAccepted isDryRun ' +
      'milliseconds problemCounts problems rejected removed revision rowsRead sha256 unchanged',
  },
  LoadRun: {
    LOADING:
      'author dataset endedAt error fileName fraction id isDryRun phase report rowsRead ' + 'startedAt',
  },
  LoadFailure: {
    LOADING: 'code message',
  },
  ProblemGroup: {
    LOADING: 'count lines problem',
  },
  ProblemCounts: {
    LOADING: 'errors infos warnings',
  },
  Impact: {
    LOADING: 'after before label territoryName unit',
  },
  UndoReport: {
    LOADING: 'isDryRun removed restored revision undone undoneBatch',
  },
  TotalsCheck: {
    ADMINISTRATION: 'table wrong',
  },
  AccessKey: {
    ADMINISTRATION:
      'createdAt createdBy datasets expiresAt id lastUsedAt name previousUntil renewedAt ' +
      'revokedAt revokedBy role state territories',
  },
  AccessKeySecret: {
    ADMINISTRATION: 'key secret',
  },
  JournalEntry: {
    ADMINISTRATION:
      'asked askedMore averageMilliseconds count firstAt keyId kept kind lastAt longestMilliseconds ' +
      'operation origin outcome readsContacts revision territories unchanged viewerName viewerRole',
  },
  DatasetRow: {
    ROW: 'cells',
  },
};
