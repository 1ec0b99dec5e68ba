import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { openHub, type TestHub } from '../hub.js';
import { asLines, dumpLoaded } from './dump.js';

const conventionHeader =
  'convention_ref;territory_name;kind;departement_code;member_insee;signatories;start_year';
const amendmentHeader =
  'convention_ref;number;kind;effective_date;communes_added;communes_removed;end_year;summary';
const planHeader = 'objective_id;convention_ref;level;title;parent_title;status;status_date';
const statusHeader = 'convention_ref;objective_id;status;status_date';
const amountHeader = 'territory_code;year_start;amount;nature;sector';

describe('what rests on a batch', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  const undo = (revision: number) => undoBatch(hub.database, revision, 'tests');

  async function batch(...load: Parameters<TestHub['load']>): Promise<number> {
    const { revision, problems } = await hub.load(...load);
    if (revision === null) throw new Error(`Nothing was loaded: ${JSON.stringify(problems)}`);
    return revision;
  }

  const convention = (reference: string, title = 'Pays', signatories = '') =>
    batch(conventions, [
      conventionHeader,
      `${reference};${title};groupe de communes;49;49018|49228;${signatories};2023`,
    ]);

  const blocked = (by: number[]) => ({ code: 'BATCH_BUILT_UPON', details: { by } });

  it('names the later change of the same record, and lets go once that is undone', async () => {
    const first = await convention('A-1');
    const before = asLines(await dumpLoaded(hub.database));
    const second = await convention('A-1', 'Vallée');
    await expect(undo(first)).rejects.toMatchObject({
      ...blocked([second]),
      message: expect.stringContaining(`le n° ${second} s’appuie sur lui`),
    });
    expect(await undo(second)).toMatchObject({ undone: second, removed: 0, restored: 1, isDryRun: false });
    expect(asLines(await dumpLoaded(hub.database))).toEqual(before);
    await undo(first);
    expect(await dumpLoaded(hub.database)).toEqual(new Map());
  });

  it('names later children: a plan of its convention, a status of its action, an amendment', async () => {
    const parent = await convention('B-1');
    const plan = await batch(planNodes, [planHeader, 'a;B-1;action;Un;;;']);
    const status = await batch(progress, [statusHeader, 'B-1;a;en cours;2024-01-01']);
    const amendment = await batch(amendments, [amendmentHeader, 'B-1;1;prolongation;2024-01-01;;;2028;un']);
    await expect(undo(parent)).rejects.toMatchObject(blocked([amendment, plan]));
    await expect(undo(plan)).rejects.toMatchObject(blocked([status]));
    for (const each of [status, plan, amendment, parent]) await undo(each);
    expect(await dumpLoaded(hub.database)).toEqual(new Map());
  });

  it('names who moved a child away, who put a status on what it made an action, and moves that would close a circle', async () => {
    const parent = await convention('C-1');
    const top = await batch(planNodes, [planHeader, 'x;C-1;axe;X;;;', 'y;C-1;objectif;Y;;;']);
    const under = await batch(planNodes, [planHeader, 'k;C-1;objectif;K;x;;']);
    const away = await batch(planNodes, [planHeader, 'k;C-1;objectif;K;y;;']);
    await expect(undo(top)).rejects.toMatchObject(blocked([away, under]));
    const action = await batch(planNodes, [planHeader, 'k;C-1;action;K;;;']);
    const status = await batch(progress, [statusHeader, 'C-1;k;réalisé;2024-01-01']);
    await expect(undo(action)).rejects.toMatchObject(blocked([status]));
    await undo(status);
    await undo(action);
    // k goes back under x, then x under y, which is under nothing.
    const moved = await batch(planNodes, [planHeader, 'y;C-1;objectif;Y;x;;']);
    await expect(undo(away)).rejects.toMatchObject(blocked([moved]));
    for (const each of [moved, away, under, top, parent]) await undo(each);
  });

  it('names who changed the same perimeter or the same list, even by other records', async () => {
    const parent = await convention('D-1', 'Pays', 'Caf');
    const removed = await batch(amendments, [amendmentHeader, 'D-1;1;périmètre;2024-01-01;;49228;;un']);
    const back = await batch(amendments, [amendmentHeader, 'D-1;2;périmètre;2025-01-01;49228;;;deux']);
    await expect(undo(removed)).rejects.toMatchObject(blocked([back]));
    // A prolongation has nothing to do with the perimeter.
    const longer = await batch(amendments, [amendmentHeader, 'D-1;3;prolongation;2024-01-01;;;2028;trois']);
    await undo(back);
    await undo(removed);
    const two = await convention('D-1', 'Pays', 'Caf|MSA');
    const three = await convention('D-1', 'Pays', 'Caf|MSA|CPAM');
    await expect(undo(two)).rejects.toMatchObject(blocked([three]));
    for (const each of [three, two, longer, parent]) await undo(each);
  });

  it('names who created again what it had removed, and who stated the same year as a whole', async () => {
    const first = await batch(subsidies, [
      amountHeader,
      '49018;2023;10;réel;jeunesse',
      '49018;2023;20;réel;enfance',
    ]);
    const whole = { strategy: 'REPLACE_YEAR', acceptance: 'ALL_OR_NOTHING' } as const;
    const replaced = await batch(subsidies, [amountHeader, '49018;2023;10;réel;jeunesse'], whole);
    const again = await batch(subsidies, [amountHeader, '49018;2023;30;réel;enfance']);
    await expect(undo(replaced)).rejects.toMatchObject(blocked([again]));
    await undo(again);
    // It does not touch what the first replacement left: it says that the year is that, and one amount more.
    const stated = await batch(
      subsidies,
      [amountHeader, '49018;2023;10;réel;jeunesse', '49018;2023;5;réel;logement'],
      whole,
    );
    await expect(undo(replaced)).rejects.toMatchObject(blocked([stated]));
    for (const each of [stated, replaced, first]) await undo(each);
    expect(await dumpLoaded(hub.database)).toEqual(new Map());
  });

  it('works out again what completion counts when a later plan stays', async () => {
    const parent = await convention('E-1');
    const plan = await batch(planNodes, [planHeader, 'o;E-1;objectif;O;;;']);
    const first = await batch(planNodes, [planHeader, 'p;E-1;objectif;P;o;;']);
    const second = await batch(planNodes, [planHeader, 'q;E-1;objectif;Q;o;;']);
    await undo(first);
    // The objective still has one below: it is not counted itself.
    expect((await dumpLoaded(hub.database)).get('plan_node E-1/o')).toMatchObject({ is_measured: false });
    for (const each of [second, plan, parent]) await undo(each);
  });

  it('refuses what is no load, what is undone, what does not exist; rehearses; lets the file come again', async () => {
    const first = await convention('F-1');
    const before = asLines(await dumpLoaded(hub.database));
    expect(await undoBatch(hub.database, first, 'tests', true)).toMatchObject({
      isDryRun: true,
      revision: null,
      removed: expect.any(Number),
    });
    expect(asLines(await dumpLoaded(hub.database))).toEqual(before);
    const { revision } = await undo(first);
    await expect(undo(first)).rejects.toMatchObject({
      code: 'BATCH_NOT_UNDOABLE',
      message: expect.stringContaining(`déjà été annulé (n° ${revision})`),
    });
    await expect(undo(revision ?? 0)).rejects.toMatchObject({ code: 'BATCH_NOT_UNDOABLE' });
    await expect(undo(1)).rejects.toMatchObject({ code: 'BATCH_NOT_UNDOABLE' });
    await expect(undo(9_999)).rejects.toMatchObject({ code: 'UNKNOWN_BATCH' });
    expect(await convention('F-1')).toBe((revision ?? 0) + 1);
  });
});
