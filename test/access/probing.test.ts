import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const amountHeader = 'identifiant;code insee;exercice;nature;secteur;montant';
const conventionHeader =
  'convention_ref;territory_name;kind;departement_code;start_year;end_year;member_insee';

/**
 * Angers (49007) is a contributor's, who tries the identifiers of Baugé-en-Anjou (49018): what is said of one that is there must be
 * what is said of one that is not, letter for letter but for the identifier itself.
 */
describe('identifiers of elsewhere that a contributor tries', () => {
  let hub: CheckedHub;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub();
    const key = async (name: string, role: string, kind: string, code: string) => {
      keys[name] = (await hub.newKey({ name, role, territories: [{ kind, code }] })).text;
    };
    await key('Angers', 'CONTRIBUTOR', 'COMMUNE', '49007');
    await key('Baugé', 'CONTRIBUTOR', 'COMMUNE', '49018');
    await key('Baugeois', 'CONTRIBUTOR', 'EPCI', '244900882');
    keys.local = hub.local;
    await loaded('local', [conventionHeader, 'SECRET-1;Baugé;commune;49;2024;2028;49018']);
    await loaded('local', ['convention_ref;code;level;title', 'SECRET-1;act;action;Ouvrir']);
    await loaded('local', [amountHeader, 'by-admin;49018;2023;réel;jeunesse;1000']);
    await loaded('Baugé', [amountHeader, 'by-owner;49018;2023;réel;jeunesse;2000']);
    await loaded('local', ['code insee;exercice;nature;secteur;montant', '49018;2022;réel;jeunesse;3000']);
    await loaded('Angers', [conventionHeader, 'MINE-1;Angers;commune;49;2024;2028;49007']);
  });
  afterAll(() => hub.close());

  const send = async (who: string, lines: readonly string[], options = '&dryRun=oui') => {
    const response = await hub.app.inject({
      method: 'POST',
      url: `/loads?name=f.csv${options}`,
      headers: { 'x-ctg-hub': '1', authorization: `Bearer ${keys[who]}`, 'content-type': 'text/csv' },
      payload: lines.join('\n'),
    });
    return { status: response.statusCode, ...response.json() };
  };
  const loaded = async (who: string, lines: readonly string[]) => {
    const report = await send(who, lines, '');
    expect(report).toMatchObject({ status: 200, isAccepted: true });
    return report;
  };
  /** What is said, without what differs from one file to the next anyway. */
  const told = async (lines: readonly string[], tried: string, options?: string) => {
    const {
      sha256: _,
      milliseconds: __,
      revision: ___,
      batch: ____,
      ...report
    } = await send('Angers', lines, options);
    return JSON.stringify(report).replaceAll(tried, '…');
  };
  const stored = async (column = 'reference') =>
    (
      await rows(
        hub.database.fork(),
        'test',
        sql<{
          key: string;
        }>`select ${sql.ref(column)} as key from subsidy where territory_id in ('commune:49007', 'commune:49018')
                             order by reference`,
      )
    ).map(({ key }) => key);

  const amount = (identifier: string) => [amountHeader, `${identifier};49007;2023;réel;jeunesse;5`];
  const templated = (key: string) => [
    `${amountHeader};hub_key;hub_revision`,
    `mine;49007;2023;réel;jeunesse;5;${key};1`,
  ];
  const withoutRevision = (key: string) => [
    `${amountHeader};hub_key;hub_revision`,
    `mine;49007;2023;réel;jeunesse;5;${key};`,
  ];
  const action = (reference: string) => ['convention_ref;code;level;title', `${reference};act;action;Fermer`];
  const templatedAction = (reference: string) => [
    'convention_ref;code;level;title;hub_key;hub_revision',
    `${reference};act;action;Fermer;${reference}/act;0`,
  ];
  const status = (reference: string) => [
    'convention_ref;code;status;status_date',
    `${reference};act;réalisé;2025-01-01`,
  ];
  const amendment = (reference: string) => [
    'convention_ref;number;kind;effective_date;end_date;summary',
    `${reference};1;prolongation;2025-01-01;2029-12-31;Un an de plus`,
  ];

  it.each([
    ['an amount’s, that an administrator gave', amount, 'by-admin', 'free-one'],
    ['an amount’s, that its own territory gave', amount, 'by-owner', 'free-one'],
    ['an amount’s, in the hidden cells of a template', templated, 'by-admin', 'free-one'],
    ['an amount’s, in the hidden cells, without a revision', withoutRevision, 'by-admin', 'free-one'],
    [
      'an amount’s, as its territory’s own, in the hidden cells',
      templated,
      '~@commune:49018/by-owner',
      '~@commune:49018/free-one',
    ],
    [
      'an amount’s, made of what it is of, in the hidden cells',
      templated,
      '~commune:49018.2022.REAL.YOUTH.NOT_STATED.UNKNOWN',
      '~commune:49018.2021.REAL.YOUTH.NOT_STATED.UNKNOWN',
    ],
    ['an action’s', action, 'SECRET-1', 'SECRET-9'],
    ['an action’s, in the hidden cells of a template', templatedAction, 'SECRET-1', 'SECRET-9'],
    ['a status’', status, 'SECRET-1', 'SECRET-9'],
    ['an amendment’s', amendment, 'SECRET-1', 'SECRET-9'],
  ])('are not told from free ones: %s', async (_, file, taken, free) => {
    for (const options of ['&dryRun=oui', '&dryRun=oui&acceptance=VALID_ROWS']) {
      expect(await told(file(taken), taken, options)).toBe(await told(file(free), free, options));
    }
  });

  it('are hidden records that are there, so that the trials above mean something', async () => {
    expect(new Set(await stored())).toEqual(
      new Set(['by-admin', '~@commune:49018/by-owner', '~commune:49018.2022.REAL.YOUTH.NOT_STATED.UNKNOWN']),
    );
    // An administrator is told, and so is the territory's own EPCI.
    const codesOf = async (who: string, lines: string[]) =>
      (await send(who, lines)).problems.map(({ code }: { code: string }) => code);
    expect(await codesOf('local', amount('by-admin'))).toEqual(['KEY_TAKEN']);
    expect(await codesOf('local', amount('by-owner'))).toEqual(['KEY_TAKEN']);
    const ofEpci = (identifier: string) => [amountHeader, `${identifier};49194;2023;réel;jeunesse;5`];
    expect(await codesOf('Baugeois', ofEpci('by-owner'))).toEqual(['KEY_TAKEN']);
    expect(await codesOf('Baugeois', ofEpci('by-admin'))).toEqual(['KEY_TAKEN']);
  });

  it('suggest no reference of elsewhere', async () => {
    const problemsOf = async (who: string, reference: string) =>
      (await send(who, action(reference))).problems.map(
        ({ code, suggestion }: { code: string; suggestion: string | null }) => [code, suggestion],
      );
    expect(await problemsOf('Angers', 'SECRET-2')).toEqual([['UNKNOWN_CONVENTION', null]]);
    expect(await problemsOf('Angers', 'MINE-2')).toEqual([['UNKNOWN_CONVENTION', 'MINE-1']]);
    expect(await problemsOf('local', 'SECRET-2')).toEqual([['UNKNOWN_CONVENTION', 'SECRET-1']]);
  });

  it('are loaded beside those of elsewhere, found again by whoever loads them, and undone', async () => {
    const read = async (code: string) =>
      (
        await hub.askAs(
          hub.local,
          `{ commune(code: "${code}") { subsidies(fiscalYear: 2023) { total amounts(first: 10) { nodes { reference amount } } } } }`,
        )
      ).data.commune.subsidies;
    const before = await read('49018');
    const first = await loaded('Angers', amount('by-admin'));
    expect(first).toMatchObject({ added: 1, changed: 0 });
    expect(await read('49007')).toEqual({
      total: 5,
      amounts: { nodes: [{ reference: 'by-admin', amount: 5 }] },
    });
    // The same file again, then a correction, by its loader and by an administrator: one amount all the time.
    expect(await loaded('Angers', amount('by-admin'))).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const corrected = [amountHeader, 'by-admin;49007;2023;réel;jeunesse;6'];
    expect(await loaded('local', corrected)).toMatchObject({ added: 0, changed: 1 });
    expect(await read('49007')).toMatchObject({ total: 6 });
    // What an administrator gave stays under its identifier when its territory corrects it.
    const own = await loaded('Baugé', [amountHeader, 'by-admin;49018;2023;réel;jeunesse;1001']);
    expect(own).toMatchObject({ added: 0, changed: 1 });
    expect(new Set((await stored()).filter((key) => key.endsWith('by-admin')))).toEqual(
      new Set(['by-admin', '~@commune:49007/by-admin']),
    );
    // A whole year takes the place of a whole year.
    const year = await send('Angers', amount('other'), '&strategy=REPLACE_YEAR');
    expect(year).toMatchObject({ added: 1, removed: 1, changed: 0 });
    const undo = (revision: number) =>
      hub.askAs(hub.local, `mutation { undoBatch(revision: ${revision}, author: "tests") { revision } }`);
    for (const { revision } of [year, own]) expect((await undo(revision)).codes).toEqual([]);
    expect(await read('49007')).toMatchObject({ total: 6 });
    expect(await read('49018')).toEqual(before);
  });

  it('cannot be those of a new convention, and no more is said', async () => {
    const { problems, isAccepted } = await send('Angers', [
      conventionHeader,
      'SECRET-1;Angers;commune;49;2024;2028;49007',
    ]);
    expect(isAccepted).toBe(false);
    expect(problems).toMatchObject([{ code: 'REFERENCE_TAKEN', value: 'SECRET-1', suggestion: null }]);
    expect(JSON.stringify(problems)).not.toMatch(/Baug|49018|chargement n/);
  });
});
