import type { AreaRules } from './rule.rules.js';

/** Indicators of territories, and places of childcare. */
export const indicatorRules: AreaRules = {
  Indicator: {
    FIGURE: 'availableSeries hint kind label latest on passport series state value',
  },
  IndicatorValue: {
    FIGURE:
      'addsUp demonstration kind label observedOn observedPrecision series state territory unit value ' +
      'words year',
    PROVENANCE: 'source',
    CONTACT: 'notes',
  },
  PerimeterIndicator: {
    RECORD_FIGURE:
      'communes department hint kind knownSum label notReported passport reported shareOfDepartment ' +
      'state suppressed values',
  },
  Childcare: {
    FIGURE:
      'basis change children eajeRate hint managements modes observedOn on passport places rate state ' +
      'toCountry toDepartment values',
  },
  ChildcareChange: {
    FIGURE: 'passport places points since',
    RECORD: 'convention',
  },
  ChildcareComparison: {
    FIGURE: 'basis hint missingPlaces observedOn passport points rate',
  },
  ChildcarePlaces: {
    FIGURE: 'kind label perHundredChildren places share state value',
  },
  ChildcarePlacesChange: {
    FIGURE: 'before difference kind now',
  },
};
