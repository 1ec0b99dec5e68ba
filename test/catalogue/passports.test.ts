import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';

/** What a figure is made of: a type with such a field tells something that was counted, added or divided. */
const figures = new Set(['Int', 'Float', 'Euro', 'Ratio', 'Distribution']);
const isPassport = (name: string) => name === 'passport' || name === 'passports';

/** Types with numbers that are no aggregates, and why each needs no passport of its own. */
const records: Readonly<Record<string, string>> = {
  Amendment: 'a record, with its source',
  Batch: 'a record: a passport is made of these',
  Campaign: 'a record: what was asked of whom',
  Commune: 'a territory: its people are of the census that « vintage » names',
  Convention: 'a record, with its source',
  Country: 'a territory',
  CoverageAlert: 'a row of a list: it has its convention, and that its source',
  DeclaredCounts: 'numbers that the text of one convention states, with its source',
  Department: 'a territory',
  Epci: 'a territory',
  Hub: 'what passports say of the hub',
  Impact: 'of a load: figures before and after it',
  IndicatorValue: 'a record, with its source',
  JournalEntry: 'a record',
  LoadProblem: 'of a load',
  LoadReport: 'of a load',
  LoadRun: 'of a load',
  PerimeterChange: 'two records side by side: the communes themselves are listed',
  PlanCounts: 'how many nodes the plan of one convention has: they are listed beside it',
  ProblemCounts: 'of a load',
  ProblemGroup: 'of a load',
  PulledSource: 'a record',
  Region: 'a territory',
  ReviewChange: 'what two completions differ by, each of which has one',
  Signatory: 'a record of one convention',
  Source: 'what a record says of itself',
  Vintage: 'what passports say of the geography',
};

/** Aggregates that have a passport and no list of rows of their own, and where the rows are. */
const withoutRows: Readonly<Record<string, string>> = {
  ChildcareChange: 'Childcare.values, asked at each of the two days',
  ChildcareComparison: 'Childcare.values of the other territory',
  CompletionPeers: 'Completion.planNodes of each peer',
  CompletionTable: 'CompletionTableRow.planNodes',
  ConventionTable: 'ConventionTableRow.conventionList',
  CoverageOutlook: 'CoverageTableRow.communeStates, of each month',
  CoverageTable: 'CoverageTableRow.communeStates',
  CtgCoveragePeers: 'CtgCoverage.communeStates of each peer',
  Indicator: 'Indicator.latest is the one value',
  NeedAndSpending: 'NeedPair.amounts, and the indicators of its territory',
  PrioritiesAndSpending: 'Subsidies.amounts of the same territory, and the plans of its conventions',
  RetainedThemes: 'RetainedTheme.conventionsRetaining',
  SubsidiesByTerritory: 'SubsidiesOfTerritory.amounts',
  SubsidyPeers: 'Subsidies.amounts of each peer',
  SubsidyTable: 'SubsidyTableRow.amounts',
};

const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const isList = ({ name }: GraphQLObjectType) => /Connection$|Edge$|^PageInfo$/.test(name);

/** The types that a reader comes to without having passed a type with a passport, and whether each has one itself. */
function aggregatesOf(schema: GraphQLSchema) {
  const seen = new Map<string, GraphQLObjectType>();
  const follow = (type: GraphQLObjectType) => {
    if (seen.has(type.name) || type.name === 'Passport' || figures.has(type.name)) return;
    seen.set(type.name, type);
    if (hasPassport(type)) return;
    for (const field of fieldsOf(type)) {
      const named = getNamedType(field.type);
      if (isObjectType(named)) follow(named);
      if (isInterfaceType(named)) schema.getPossibleTypes(named).forEach(follow);
    }
  };
  follow(schema.getQueryType() as GraphQLObjectType);
  return [...seen.values()].filter((type) => type.name !== 'Query' && !isList(type));
}

const hasPassport = (type: GraphQLObjectType) => fieldsOf(type).some(({ name }) => isPassport(name));
const hasFigures = (type: GraphQLObjectType) =>
  fieldsOf(type).some((field) => figures.has(getNamedType(field.type).name));

describe('passports', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await createSchema([...resolvers]);
  });

  it('are on every type that tells a figure, but what is a record', () => {
    const bare = aggregatesOf(schema).filter((type) => hasFigures(type) && !hasPassport(type));
    expect(bare.map(({ name }) => name).toSorted()).toEqual(Object.keys(records).toSorted());
  });

  it('stand beside a list of the rows that the figure is made of', () => {
    const bare = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(hasPassport)
      .filter((type) => !fieldsOf(type).some((field) => /Connection$/.test(getNamedType(field.type).name)));
    expect(bare.map(({ name }) => name).toSorted()).toEqual(Object.keys(withoutRows).toSorted());
  });
});
