import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const baugeois = '49018';

/** One commune and its conventions, one after the other: the second is prolonged once it was over, the last one does not tell its end. */
describe('conventions of a territory, by where they stand', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,generation,start_date,end_date,member_insee',
      `A,Baugé,commune,49,1,2010-01-01,2014-12-31,${baugeois}`,
      `B,Baugé,commune,49,2,2015-01-01,2019-12-31,${baugeois}`,
      `C,Baugé,commune,49,3,2022-01-01,2025-12-31,${baugeois}`,
      `D,Baugé,commune,49,4,2027-01-01,,${baugeois}`,
    ]);
    expect(loaded).toMatchObject({ added: 4, rejected: 0 });
    const prolonged = await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,summary',
      'B,1,prolongation,2020-07-01,2021-12-31,Prolongée',
    ]);
    expect(prolonged).toMatchObject({ added: 1, rejected: 0 });
  });
  afterAll(() => hub.close());

  const listed = async (on: string, states: string) => {
    const list = `conventions(states: [${states}], on: "${on}") { nodes { reference } }`;
    const { data } = await hub.ask(`{
      commune(code: "${baugeois}") { ${list} } department(code: "49") { ${list} }
      conventionTable(within: { kind: DEPARTMENT, code: "49" }, by: [CONVENTION], on: "${on}", states: [${states}], orderBy: KEY) {
        rows { key { convention { reference } } }
      }
    }`);
    const of = ({ conventions: { nodes } }: { conventions: { nodes: { reference: string }[] } }) =>
      nodes.map(({ reference }) => reference).join('');
    const inTable = data.conventionTable.rows.map(
      ({ key }: { key: { convention: { reference: string } | null } }) => key.convention?.reference ?? '',
    );
    return [of(data.commune), of(data.department), inTable.join('')];
  };

  it.each([
    ['2009-12-31', 'IN_FORCE', ''],
    ['2010-01-01', 'IN_FORCE', 'A'],
    ['2014-12-31', 'ENDED', ''],
    ['2015-01-01', 'ENDED', 'A'],
    ['2015-01-01', 'IN_FORCE', 'B'],
    ['2020-03-01', 'ENDED', 'AB'],
    ['2020-03-01', 'IN_FORCE', ''],
    ['2020-07-01', 'IN_FORCE', 'B'],
    ['2020-07-01', 'ENDED', 'A'],
    ['2022-01-01', 'ENDED', 'AB'],
    ['2022-01-01', 'IN_FORCE, ENDED', 'ABC'],
    ['2022-01-01', 'NOT_STARTED', 'D'],
    ['2026-01-01', 'IN_FORCE, UNDETERMINED', ''],
    ['2027-01-01', 'UNDETERMINED', 'D'],
    ['2050-01-01', 'ENDED', 'ABC'],
  ])('on %s, %s: %s', async (on, states, references) => {
    expect(await listed(on, states)).toEqual([references, references, references]);
  });

  it('are passed by from the day on which they are over for good', async () => {
    const kept = await hub.database
      .fork()
      .getConnection()
      .execute(
        `select reference, lapses_on::text as "lapsesOn" from convention_place
         where territory_id = 'commune:${baugeois}' and within_id = '' order by reference`,
      );
    expect(kept).toEqual([
      { reference: 'A', lapsesOn: '2015-01-01' },
      { reference: 'B', lapsesOn: '2022-01-01' },
      { reference: 'C', lapsesOn: '2026-01-01' },
      { reference: 'D', lapsesOn: 'infinity' },
    ]);
  });
});
