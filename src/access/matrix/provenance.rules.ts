import type { AreaRules } from './rule.rules.js';

/** Where figures come from, and what is still awaited. */
export const provenanceRules: AreaRules = {
  Passport: {
    FIGURE:
      'complete completeness definition demonstration expected expectedPopulation fiscalYear ' +
      'freshestInputAt nature oldestInputAt on reach reported reportedPopulation revision unit vintage',
  },
  FigureReach: {
    FIGURE: 'datasets isLimited note territories',
  },
  Completeness: {
    FIGURE:
      'awaited conventionsWithUnknownPerimeter dataset definition dueOn epcis expected ' +
      'fiscalYear label late missing nature onTime passport ratio received silent uncertain unexpected ' +
      'unit unknown',
    RECORD: 'units',
  },
  CompletenessUnit: {
    RECORD: 'commune convention daysLate firstReceivedAt standing timeliness',
    PROVENANCE: 'batch',
  },
  Campaign: {
    REFERENCE: 'dataset dueOn fiscalYear nature setAt',
    CONTACT: 'author',
  },
  Source: {
    PROVENANCE: 'batch line sheet title url',
  },
  Batch: {
    PROVENANCE:
      'acceptance added changed changes dataset demonstration fileName fileSize ' +
      'isUndoable kind loadedAt problems rejected removed revision rowsRead sha256 sourceId ' +
      'strategy unchanged undoes undoneBy',
    CONTACT: 'author onBehalfOf',
  },
  RecordChange: {
    PROVENANCE: 'fields key kind label table title',
  },
  FieldChange: {
    PROVENANCE: 'after before field label',
  },
  LoadProblem: {
    PROVENANCE: 'code column letter line message rejects severity sheet suggestion value',
  },
  PulledSource: {
    PROVENANCE:
      'dataset enabled failures id intervalMinutes keyVariable kind lastAttemptAt lastBatch lastSuccessAt ' +
      'name nextAttemptAt opendatasoft problems registeredAt standing strategy territory url',
    CONTACT: 'registeredBy',
  },
  SourceStanding: {
    PROVENANCE: 'code isQueued reason since state',
  },
  OpendatasoftSettings: {
    PROVENANCE: 'constants datasetId mapping refine where',
  },
  FieldMapping: {
    PROVENANCE: 'column field',
  },
  ConstantColumn: {
    PROVENANCE: 'column value',
  },
};
