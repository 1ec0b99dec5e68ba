import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.rules.js';
import { isSaidBy, measureFields } from '../../src/catalogue/catalogue-fields.rules.js';
import { givenTypes } from '../../src/catalogue/given-types.js';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { openHub, type TestHub } from '../hub.js';

/** What a figure is made of. */
const figures = new Set(['Int', 'Float', 'Euro', 'Ratio', 'Distribution']);
/** What a reader starts from: the fields of these are what can be asked. */
const starts = new Set(['Query', 'Commune', 'Epci', 'Department', 'Region', 'Country', 'Convention']);

/** Fields with figures that are no measures of their own, and why. */
const noMeasures: Readonly<Record<string, string>> = {
  'Convention.amendments': 'records, with their numbers',
  'Convention.declared': 'numbers that the text states',
  'Convention.durationYears': 'a number that the text states',
  'Convention.generation': 'a rank that the source states',
  'Convention.perimeterChange': 'two records side by side: the communes themselves are listed',
  'Convention.signatories': 'records of one convention',
  'Convention.source': 'where a record comes from',
  'Passport.completeness': 'the completeness of the territory of a figure, in its year',
  'Query.batch': 'a record',
  'Query.hub': 'what the hub is',
  'Query.loadRun': 'of a load',
  'Query.runningLoads': 'of loads',
  'Query.vintage': 'what the geography is',
  'Review.completion': 'the completion of its convention, as it was known then',
};

type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (type: GraphQLObjectType): readonly Field[] => Object.values(type.getFields());
const answerOf = (field: Field) => getNamedType(field.type);
const isList = (name: string) => /Connection$|Edge$|^PageInfo$/.test(name);
const hasPassport = (type: GraphQLObjectType) => fieldsOf(type).some(({ name }) => /^passports?$/.test(name));
const hasFigures = (type: GraphQLObjectType) =>
  fieldsOf(type).some((field) => figures.has(answerOf(field).name));

/**
 * A field is a measure when its answer has a passport; when a territory, a convention or the root has it and its answer is, or has, a figure;
 * and when it is a question with arguments of its own, below one of these, whose answer has figures.
 */
function isMeasure(type: GraphQLObjectType, field: Field): boolean {
  const answer = answerOf(field);
  if (starts.has(type.name) && figures.has(answer.name)) return true;
  if (!isObjectType(answer) || isList(answer.name) || starts.has(answer.name)) return false;
  if (hasPassport(answer)) return true;
  return hasFigures(answer) && (starts.has(type.name) || (hasPassport(type) && field.args.length > 0));
}

const everything = { datasets: null };

/** The types of rows of tables: their measures are those of the table. */
function rowsOfTables(schema: GraphQLSchema): ReadonlySet<string> {
  const query = schema.getQueryType() as GraphQLObjectType;
  return new Set(
    catalogue.map((table) => {
      const answer = answerOf(query.getFields()[table.query] as Field) as GraphQLObjectType;
      return answerOf(answer.getFields().rows as Field).name;
    }),
  );
}

describe('the measures that are fields', () => {
  let schema: GraphQLSchema;
  let hub: TestHub;
  beforeAll(async () => {
    schema = await createSchema([...resolvers]);
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const places = () =>
    givenTypes(schema, everything).flatMap((type) => fieldsOf(type).map((field) => ({ type, field })));

  it('are all declared, but what is named here as none', () => {
    const rows = rowsOfTables(schema);
    const tables = new Set(catalogue.map(({ query }) => `Query.${query}`));
    const undeclared = places()
      .filter(({ type, field }) => isMeasure(type, field) && !rows.has(answerOf(field).name))
      .filter(({ field }) => !measureFields.some((facts) => isSaidBy(facts, field)))
      .map(({ type, field }) => `${type.name}.${field.name}`)
      .filter((name) => !tables.has(name));
    expect(undeclared.toSorted()).toEqual(Object.keys(noMeasures).toSorted());
  });

  it('say on the field what the catalogue says, and nothing that no field says', () => {
    const found = places();
    for (const facts of measureFields) {
      expect([facts.field, found.some(({ field }) => isSaidBy(facts, field))]).toEqual([facts.field, true]);
      const { ofConvention } = facts;
      const ofConventions = found.filter(
        ({ type, field }) => type.name === 'Convention' && field.description === ofConvention,
      );
      expect([facts.field, ofConventions.length]).toEqual([facts.field, ofConvention === undefined ? 0 : 1]);
    }
    expect(new Set(measureFields.map(({ definition }) => definition)).size).toBe(measureFields.length);
  });

  it('are what the API lists, with the types and arguments of the schema', async () => {
    const { data } = await hub.ask(
      '{ catalogueFields { field on arguments label definition ofConvention formula unit limits } }',
    );
    const listed = data.catalogueFields as readonly { field: string; on: string[]; arguments: string[] }[];
    expect(listed).toMatchObject(measureFields);
    const of = (name: string) => listed.find(({ field }) => field === name);
    const territories = ['Commune', 'Country', 'Department', 'Epci', 'Region'];
    expect(of('completion')?.on).toEqual(['Commune', 'Convention', ...territories.slice(1)]);
    expect(of('ctgCoveragePeers')?.on).toEqual(territories.slice(1));
    expect(of('childcare')?.on).toEqual(territories);
    expect(of('concentration')?.on).toEqual(['Subsidies']);
    expect(of('change')?.on).toEqual(['Childcare']);
    expect(of('nationalTarget')?.on).toEqual(['CoverageTableRow', 'CtgCoverage']);
    expect(of('coverageOutlook')).toMatchObject({
      on: ['Query'],
      arguments: ['within', 'from', 'months', 'rule'],
    });
  });
});
