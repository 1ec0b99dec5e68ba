import { readFileSync } from 'node:fs';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema, schemaText } from '../src/graphql/schema.js';
import { resolvers } from '../src/hub.js';
import { openHub, type TestHub } from './hub.js';

const builtIn = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);
const ownTypes = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !builtIn.has(name));

type Described = [name: string, description: string | null | undefined];

/** Every described thing of a type, as `Type.field(argument)` with its description. */
function describedThings(type: GraphQLNamedType): Described[] {
  const own: Described[] = ['Query', 'Mutation'].includes(type.name) ? [] : [[type.name, type.description]];
  const named = (
    prefix: string,
    things: readonly { name: string; description?: string | null }[],
  ): Described[] => things.map(({ name, description }) => [`${prefix}${name}`, description]);
  if (isEnumType(type)) return [...own, ...named(`${type.name}.`, type.getValues())];
  if (isInputObjectType(type)) return [...own, ...named(`${type.name}.`, Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) => named(`${type.name}.${field.name} argument `, field.args));
  return [...own, ...named(`${type.name}.`, fields), ...args];
}

describe('schema', () => {
  let schema: GraphQLSchema;
  let hub: TestHub;
  beforeAll(async () => {
    schema = await createSchema([...resolvers]);
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it('is the one that is committed', () => {
    expect(readFileSync('schema.graphql', 'utf8'), 'run `npm run schema` and commit').toBe(
      schemaText(schema),
    );
  });

  it('describes every type, field, argument and value in French', () => {
    const things = ownTypes(schema).flatMap(describedThings);
    expect(things.length).toBeGreaterThan(400);
    expect(things.filter(([, description]) => !description).map(([name]) => name)).toEqual([]);
    // A French sentence has none of the words that hold an English one together, but in the names that it quotes.
    const english = /\b(the|of|and|with|is|are|which|from|by|its|that)\b/i;
    expect(
      things.filter(([, description]) => english.test(description?.replace(/« [^»]* »/g, '') ?? '')),
    ).toEqual([]);
  });

  it('never speaks of a bare "coverage"', () => {
    const names = ownTypes(schema).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
    );
    expect(names).not.toContain('coverage');
  });

  it('gives lists as connections, but those that are short by nature', () => {
    // Problems, groups and values are those of one load or one record; a report keeps a thousand of each at most.
    // One completeness for each data set. Parties, amendments, themes and generations of one convention; observations of one action; sums of one total.
    // The hub's data sets and their columns; parties, amendments, themes and generations of one convention; observations of one action; sums of one total.
    const short = [
      'Batch.problems',
      // The few tables of the hub, with their few measures, and the measures that are fields.
      'CatalogueTable.arguments',
      'CatalogueTable.dimensions',
      'CatalogueTable.measures',
      'CatalogueTable.orders',
      'Query.catalogue',
      'Query.catalogueFields',
      'Commune.completenessByDataset',
      'Convention.amendments',
      'Convention.generations',
      'Convention.signatories',
      'Convention.themes',
      'Country.completenessByDataset',
      'Dataset.columns',
      'Department.completenessByDataset',
      'Epci.completenessByDataset',
      'Epci.departments',
      'LoadReport.changes',
      'LoadReport.groups',
      'LoadReport.impact',
      'LoadReport.problems',
      'Mutation.checkTotals',
      'OpendatasoftSettings.constants',
      'OpendatasoftSettings.mapping',
      'PlanNode.progress',
      'PulledSource.problems',
      'Query.datasets',
      'Query.questions',
      'Query.runningLoads',
      'Question.parameters',
      'RecordChange.fields',
      'Region.completenessByDataset',
      'Subsidies.byFundingLine',
      'Subsidies.bySection',
      'PrioritiesAndSpending.shares',
      'Subsidies.bySector',
      // Pages of a table: bounded by « first », of rows that have no identity to resume from; a total or a passport per date.
      'CompletionTable.passports',
      'CompletionTable.previousPassports',
      'CompletionTable.rows',
      'CompletionTable.subtotals',
      'CompletionTable.totals',
      'ConventionTable.rows',
      'ConventionTable.subtotals',
      // The four modes of care, and two ways of paying for crèches.
      'Childcare.managements',
      'Childcare.modes',
      'ChildcareChange.places',
      // One figure for each indicator asked; one page of territories, bounded by « first ».
      'Convention.perimeterIndicators',
      'NeedAndSpending.pairs',
      'SubsidiesByTerritory.rows',
      // A review for each date, twenty at most.
      'Convention.reviews',
      // The few things that an action needs, kinds of leads, themes of the list.
      'ActionQuality.fields',
      'OverdueActions.byLeadKind',
      'RetainedThemes.themes',
      // The communes of one convention's perimeter, at most those of an EPCI or two.
      'PerimeterChange.joined',
      'PerimeterChange.left',
      // The months to come, 61 at most, and what ends during them.
      'CoverageOutlook.months',
      'CoverageRenewals.rows',
      'CoverageScenario.conventions',
      'CoverageScenario.months',
      'CoverageTable.passports',
      'CoverageTable.previousPassports',
      'CoverageTable.rows',
      'CoverageTable.subtotals',
      'CoverageTable.totals',
      'SubsidyTable.passports',
      'SubsidyTable.previousPassports',
      'SubsidyTable.rows',
      'SubsidyTable.subtotals',
      'SubsidyTable.totals',
      'SubsidyTableRow.passports',
    ];
    const plain = ownTypes(schema).flatMap((type) =>
      isObjectType(type) && !type.name.endsWith('Connection')
        ? Object.values(type.getFields())
            .filter((field) => /^\[/.test(String(field.type)) && isObjectType(getNamedType(field.type)))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(plain.toSorted()).toEqual(short.toSorted());
  });

  it('uses its own scalars, each described', () => {
    const scalars = ownTypes(schema)
      .filter(isScalarType)
      .map(({ name }) => name);
    expect(scalars.sort()).toEqual(['Date', 'DateTime', 'Euro']);
  });

  it('puts the three measures on every territory and on a convention', () => {
    for (const name of ['Territory', 'Commune', 'Epci', 'Department', 'Region', 'Country', 'Convention']) {
      const type = schema.getType(name);
      if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${name} has no fields`);
      expect(Object.keys(type.getFields())).toEqual(
        expect.arrayContaining(['ctgCoverage', 'subsidies', 'completion']),
      );
    }
  });

  it('has migrations that tell the whole story of the tables', async () => {
    // Entities cannot declare triggers; the journal's are held by the tests of loading.
    const drift = (await hub.database.drift())
      .split('\n')
      .filter((line) => line && !/_(journal|announce)_\w+"/.test(line));
    expect(drift).toEqual([]);
  });
});
