import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

const asked = 'within: { kind: DEPARTMENT, code: "49" }, fiscalYears: [2023]';

describe('tables of the subsidies of some families of lines alone', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${asked}, ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('have what the whole table has of each family, line by line', async () => {
    const { rows } = await table('by: [FUNDING_FAMILY]', 'rows { key { fundingFamily } amount lineCount }');
    // Each family that the demonstration has, the one of the lines of no other among them.
    expect(rows.length).toBeGreaterThan(4);
    for (const { key, amount, lineCount } of rows) {
      const found = await table(
        `by: [FUNDING_LINE], fundingFamilies: [${key.fundingFamily}]`,
        'rows { amounts { nodes { fundingLine } } } total { amount lineCount }',
      );
      expect([key.fundingFamily, found.total]).toEqual([key.fundingFamily, { amount, lineCount }]);
    }
    const all = rows.map(({ key }: { key: { fundingFamily: string } }) => key.fundingFamily).join(', ');
    expect(await table(`by: [], fundingFamilies: [${all}]`, 'total { amount }')).toEqual(
      await table('by: []', 'total { amount }'),
    );
  });

  it('refuse lines that are named as well, and no family at all', async () => {
    const refused = async (args: string) => {
      const { errors, queries } = await hub.ask(
        `{ subsidyTable(${asked}, by: [SECTOR], ${args}) { totalCount } }`,
      );
      expect(queries).toEqual([]);
      return errors?.map(({ extensions }) => extensions.code);
    };
    expect(await refused('fundingFamilies: [INVESTMENT], fundingLines: [PSU]')).toEqual([
      'FUNDING_LINES_GIVEN_TWICE',
    ]);
    expect(await refused('fundingFamilies: []')).toEqual(['EMPTY_LIST']);
  });
});
