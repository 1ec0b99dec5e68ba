import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, introspectionFromSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasetsOf, madeFields } from '../../src/access/matrix/dataset.rules.js';
import { cellOf, isPage, isRuled, ruledFields, ruleOf } from '../../src/access/matrix/matrix.rules.js';
import { rightsDocs } from '../../src/access/matrix/rights-docs.js';
import { Cell, type RuleName, ruleNames, rules } from '../../src/access/matrix/rule.rules.js';
import { schemaFor } from '../../src/access/matrix/schema-for.js';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { Role, roles } from '../../src/viewer.js';

/** The table as it was decided: administrator, analyst, contributor, partner, reader. A change of it is made here too. */
const decided: Readonly<Record<RuleName, string>> = {
  REFERENCE: 'ALLOWED ALLOWED ALLOWED ALLOWED ALLOWED',
  FIGURE: 'ALLOWED ALLOWED OWN MASKED MASKED',
  DETAIL: 'ALLOWED ALLOWED OWN DENIED DENIED',
  RECORD: 'ALLOWED ALLOWED OWN ALLOWED DENIED',
  RECORD_FIGURE: 'ALLOWED ALLOWED OWN MASKED DENIED',
  ROW: 'ALLOWED ALLOWED OWN DENIED DENIED',
  PROVENANCE: 'ALLOWED ALLOWED OWN DENIED DENIED',
  CONTACT: 'ALLOWED ALLOWED OWN DENIED DENIED',
  LOADING: 'ALLOWED ALLOWED OWN DENIED DENIED',
  ADMINISTRATION: 'ALLOWED DENIED DENIED DENIED DENIED',
};

/** What may be asked and done at all, role by role, as it was decided. */
const operations = {
  Query: {
    all: 'campaigns catalogue catalogueFields commune completionTable conventionTable country coverageOutlook coverageTable datasets department epci hub questions region searchTerritories subsidiesByTerritory vintage',
    butReader: 'convention conventions',
    butPartner:
      'batch batches datasetRows fundingAbsences loadRun needAndSpending runningLoads sources subsidyTable',
    administrator: 'accessKeys journal',
  },
  Mutation: {
    all: '',
    butReader: '',
    butPartner: 'recordActionProgress recordSubsidies undoBatch',
    administrator:
      'checkTotals createAccessKey pullSource registerSource removeSource renewAccessKey revokeAccessKey setCampaign updateSource',
  },
};

let schema: GraphQLSchema;
const seen = new Map<Role, GraphQLSchema>();
beforeAll(async () => {
  schema = await createSchema([...resolvers]);
  for (const role of roles) seen.set(role, schemaFor(schema, role));
});

const fieldsOf = (of: GraphQLSchema | undefined) =>
  Object.values(of?.getTypeMap() ?? {})
    .filter(isRuled)
    .flatMap((type) =>
      Object.keys(type.getFields()).map((field) => ({ type, field, name: `${type.name}.${field}` })),
    );

describe('the table of rights', () => {
  it('is the one that was decided', () => {
    expect(
      Object.fromEntries(
        ruleNames.map((rule) => [rule, roles.map((role) => rules[rule].cells[role]).join(' ')]),
      ),
    ).toEqual(decided);
  });

  it('has a rule for every field, and none for a field that does not exist', () => {
    const fields = fieldsOf(schema);
    expect(fields.length).toBeGreaterThan(900);
    expect(fields.filter(({ type, field }) => ruleOf(type, field) === null).map(({ name }) => name)).toEqual(
      [],
    );
    const names = new Set(fields.map(({ name }) => name));
    expect(ruledFields.filter((name) => !names.has(name))).toEqual([]);
  });

  it('says of every figure of a territory of which files it is made, and of none that does not exist', () => {
    const figures = fieldsOf(seen.get(Role.PARTNER)).filter(
      ({ type, field }) =>
        /^(Query|Territory|TerritoryGroup)$/.test(type.name) && ruleOf(type, field) !== 'REFERENCE',
    );
    const silent = figures.filter(({ type, field }) => datasetsOf(type, field).length === 0);
    // Made of the files that are asked for.
    expect(silent.map(({ name }) => name)).toEqual([
      'Territory.completeness',
      'Territory.completenessByDataset',
      'TerritoryGroup.completeness',
      'TerritoryGroup.completenessByDataset',
    ]);
    const names = new Set(fieldsOf(schema).map(({ name }) => name));
    expect(madeFields.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(roles.flatMap((role) => ruleNames.map((rule) => [role, rule] as const)))(
    'lets %s have what %s says, field by field',
    (role, rule) => {
      const has = new Set(fieldsOf(seen.get(role)).map(({ name }) => name));
      const fields = fieldsOf(schema).filter(
        ({ type, field }) => !isPage(type) && ruleOf(type, field) === rule,
      );
      expect(fields.length).toBeGreaterThan(0);
      const isDenied = decided[rule].split(' ')[roles.indexOf(role)] === Cell.DENIED;
      const wrong = fields.filter(({ name }) => has.has(name) === isDenied).map(({ name }) => name);
      expect(wrong).toEqual([]);
    },
  );

  it('leaves a role no way to what it is denied: a question about it is one about what never existed', () => {
    const ask = (role: Role, question: string) =>
      validate(seen.get(role) as GraphQLSchema, parse(question)).map(({ message }) => message);
    const question = (field: string) =>
      `{ department(code: "49") { subsidies(fiscalYear: 2023) { ${field} } } }`;
    expect(ask(Role.ANALYST, question('amounts { nodes { source { batch { author } } } }'))).toEqual([]);
    for (const role of [Role.PARTNER, Role.READER]) {
      const denied = ask(role, question('amounts { totalCount }'));
      const unknown = ask(role, question('amountz { totalCount }'));
      expect(denied.map((text) => text.replace('amounts', 'amountz'))).toEqual(unknown);
      expect(
        introspectionFromSchema(seen.get(role) as GraphQLSchema).__schema.types.map(({ name }) => name),
      ).not.toContain('Batch');
    }
  });

  it.each(roles)('gives %s the operations that were decided', (role) => {
    for (const [root, lists] of Object.entries(operations)) {
      const expected = [
        lists.all,
        role !== Role.READER && lists.butReader,
        role !== Role.READER && role !== Role.PARTNER && lists.butPartner,
        role === Role.ADMINISTRATOR && lists.administrator,
      ].flatMap((list) => (list ? list.split(' ') : []));
      const type = root === 'Query' ? seen.get(role)?.getQueryType() : seen.get(role)?.getMutationType();
      expect(Object.keys(type?.getFields() ?? {}).toSorted(), root).toEqual(expected.toSorted());
    }
  });

  it('is printed as it is', () => {
    expect(readFileSync('docs/droits.md', 'utf8'), 'run `npm run docs` and commit').toBe(rightsDocs(schema));
  });

  it('denies what nobody has said a rule of, to all, and all that leads to it alone', () => {
    const other = buildSchema(`
      type Query { hub: Hub  secret: Secrets  list: SecretConnection }
      type Hub { revision: Int }
      type Secrets { word: String }
      type SecretConnection { nodes: [Secrets]  totalCount: Int }`);
    for (const role of roles) {
      const names = fieldsOf(schemaFor(other, role)).map(({ name }) => name);
      expect(names).toEqual(['Query.hub', 'Hub.revision']);
    }
    expect(cellOf(other.getType('Secrets') as never, 'word', Role.ADMINISTRATOR)).toBe(Cell.DENIED);
  });
});
