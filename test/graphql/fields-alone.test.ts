import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLOutputType, getNamedType, isLeafType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** Of what a table only names, or lists, one field: the rest is no figure of it. */
const named = ['code', 'reference', 'totalCount'];

/** Paths to the values of a type, from a field that gives it. */
function paths(type: GraphQLOutputType, depth = 0): string[][] {
  const of = getNamedType(type);
  if (isLeafType(of)) return [[]];
  const fields = isObjectType(of) ? Object.values(of.getFields()) : [];
  const naming = fields.filter(({ name }) => depth > 0 && named.includes(name));
  const followed = naming.length > 0 ? naming.slice(0, 1) : fields;
  const given =
    of.name === 'Passport' ? fields.filter((each) => isLeafType(getNamedType(each.type))) : followed;
  return given.flatMap((field) => paths(field.type, depth + 1).map((path) => [field.name, ...path]));
}

const selection = (all: readonly (readonly string[])[]): string =>
  [...Map.groupBy(all, ([name]) => name)]
    .map(([name, its]) => {
      const within = its.map((path) => path.slice(1)).filter((path) => path.length > 0);
      return within.length === 0 ? name : `${name} { ${selection(within)} }`;
    })
    .join(' ');

/** What an answer has at a path, of each element of its lists. */
function valueAt(answer: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((each) => valueAt(each, path));
  return valueAt((answer as Record<string, unknown>)[name], rest);
}

/** What is asked together: each figure of a row, its key, and each field of what is above rows. */
const pieceOf = ([head, ...path]: readonly string[]): string =>
  [head, ...path.slice(0, head === 'rows' && path[0] !== 'key' ? 2 : 1)].join('.');

const within = 'within: { kind: DEPARTMENT, code: "49" }';
const tables: Readonly<Record<string, readonly string[]>> = {
  subsidyTable: [
    `${within}, by: [EPCI, SECTION], fiscalYears: [2022, 2023], orderBy: PER_INHABITANT, first: 3, offset: 1`,
    `${within}, by: [CONVENTION, FISCAL_YEAR], fiscalYears: [2022, 2023], first: 3`,
    `${within}, by: [NATURE, SECTOR], fiscalYears: [2023], orderBy: LINE_COUNT`,
    `${within}, by: [EPCI], fiscalYears: [2023], compare: true, orderBy: CHANGE, first: 3`,
    `${within}, by: [COMMUNE], fiscalYears: [2023], orderBy: PER_INHABITANT, first: 3`,
    `${within}, by: [], fiscalYears: [2023], compareNature: FORECAST`,
  ],
  coverageTable: [
    `${within}, by: [EPCI, STATUS], on: ["2024-12-31"], compareTo: "2020-12-31", orderBy: CHANGE, first: 3`,
    `${within}, by: [EPCI, DATE], on: ["2024-12-31", "2020-12-31"], compare: true, orderBy: CHANGE, first: 3`,
    `${within}, by: [CONVENTION], on: ["2024-12-31"], first: 3, offset: 1`,
    `${within}, by: [POPULATION_BAND, DATE], on: ["2023-12-31", "2024-12-31"], orderBy: CONVENTIONS, first: 3`,
    `by: [REGION, DATE], on: ["2023-12-31", "2024-12-31"], orderBy: KEY, first: 3`,
  ],
  completionTable: [
    `by: [REGION, DEPARTMENT], on: ["2025-12-31"], orderBy: ACTION_RATE, first: 3`,
    `${within}, by: [EPCI, THEME], on: ["2025-12-31"], compareTo: "2024-12-31", orderBy: OBJECTIVE_CHANGE, first: 3, offset: 1`,
    `${within}, by: [THEME, DATE], on: ["2025-12-31", "2024-12-31"], compare: true, orderBy: ACTION_CHANGE, first: 3`,
    `${within}, by: [THEME, STATUS], on: ["2025-12-31"], first: 3`,
    `${within}, by: [STATUS, DATE], on: ["2024-12-31", "2025-12-31"], orderBy: OVERDUE, first: 3`,
    `${within}, by: [CONVENTION], on: ["2025-12-31"], themes: [EARLY_CHILDHOOD, YOUTH], first: 3`,
  ],
};

/** What an answer does not ask for is not worked out: what it does ask for must be the same. */
describe('a field of a table', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  const cases = Object.entries(tables).flatMap(([table, each]) => each.map((args) => ({ table, args })));
  it.each(cases)('says alone what it says among all others: $table, $args', async ({ table, args }) => {
    const ask = async (fields: string) => {
      const { data, errors } = await hub.ask(`{ ${table}(${args}) { ${fields} } }`);
      expect(errors, fields).toBeUndefined();
      return data[table];
    };
    const type = schema.getQueryType()?.getFields()[table]?.type as GraphQLOutputType;
    const all = paths(type);
    const full = await ask(selection(all));
    for (const [piece, its] of Map.groupBy(all, pieceOf)) {
      const alone = await ask(selection(its));
      for (const path of its) expect(valueAt(alone, path), piece).toEqual(valueAt(full, path));
    }
  });
});
