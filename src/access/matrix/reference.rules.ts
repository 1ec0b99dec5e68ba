import type { AreaRules } from './rule.rules.js';

/** What the hub is, and what can be asked of it. */
export const referenceRules: AreaRules = {
  Hub: {
    REFERENCE: 'demonstration revision vintage',
  },
  Ratio: {
    REFERENCE: 'denominator numerator value',
  },
  Distribution: {
    REFERENCE: 'count maximum mean median minimum unknown',
  },
  PageInfo: {
    REFERENCE: 'endCursor hasNextPage hasPreviousPage startCursor',
  },
  CatalogueDimension: {
    REFERENCE: 'description label name',
  },
  CatalogueField: {
    REFERENCE: 'arguments definition field formula label limits ofConvention on unit',
  },
  CatalogueMeasure: {
    REFERENCE: 'addsUp addsUpBy definition dimensions field formula label name unit',
  },
  CatalogueArgument: {
    REFERENCE: 'default description name type',
  },
  CatalogueOrder: {
    REFERENCE: 'description name',
  },
  CatalogueTable: {
    REFERENCE: 'arguments dimensions limits measures orders query title',
  },
  Question: {
    REFERENCE: 'description document name parameters theme title',
  },
  QuestionParameter: {
    REFERENCE: 'defaultValue description name type',
  },
  Dataset: {
    REFERENCE: 'canReplaceYear columns description name title',
  },
  DatasetColumn: {
    REFERENCE: 'choices description frenchHeader header isRequired kind otherHeaders',
  },
};
