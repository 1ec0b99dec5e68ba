import type { AreaRules } from './rule.rules.js';

/** Conventions, and what they say of themselves. */
export const conventionRules: AreaRules = {
  Convention: {
    RECORD_FIGURE:
      'actionQuality completion completionPeers ctgCoverage known overdueActions perimeterIndicators reviews',
    DETAIL: 'prioritiesAndSpending subsidies subsidyPeers',
    RECORD:
      'amendments contactTerm declared demonstration department durationYears endsOn endsOnAsAmended ' +
      'endsPrecision generation generations perimeter perimeterBasis perimeterChange ' +
      'perimeterComplete reference scale signatories signatureBasis signedDaysAfterStart ' +
      'signedOn startsOn startsPrecision state themes title',
    ROW: 'plan planNodes',
    PROVENANCE: 'source',
    CONTACT: 'notes',
  },
  ContactTerm: {
    RECORD: 'keptUntil purgedAt',
  },
  Amendment: {
    RECORD: 'demonstration effectiveOn effectivePrecision endsOn kind number summary',
    PROVENANCE: 'source',
    CONTACT: 'notes',
  },
  ConventionTheme: {
    RECORD: 'theme words',
  },
  DeclaredCounts: {
    RECORD: 'actions communes objectives priorities',
  },
  PerimeterMember: {
    RECORD: 'commune isSignatory joinedOn leftOn statedAs',
  },
  PerimeterChange: {
    RECORD: 'hint joined joinedCount keptCount left leftCount previous state',
  },
  Signatory: {
    RECORD: 'count kind role territory',
    CONTACT: 'name',
  },
  ConventionTable: {
    FIGURE: 'passport rows subtotals total totalCount',
  },
  ConventionTableKey: {
    REFERENCE: 'department generation region scale scaleGroup startYear state',
    RECORD: 'convention',
  },
  ConventionTableRow: {
    FIGURE: 'communes conventions dimensions key rank share signature',
    // By convention, a row's says of one what its people are, and whether it is documented.
    RECORD: 'conventionList passport',
  },
  SignatureDelays: {
    FIGURE: 'daysAfterStart signedAfterStart unknown',
  },
};
