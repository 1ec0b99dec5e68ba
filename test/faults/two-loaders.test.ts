import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { lockLoads } from '../../src/ingestion/landing/batch.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import type { LoadReport } from '../../src/ingestion/load.js';
import { openHub, type TestHub } from '../hub.js';
import { dumpLoaded } from '../ingestion/dump.js';
import { note } from './notes.js';

interface OneFile {
  readonly dataset: Dataset;
  readonly lines: readonly string[];
}

const conventionHeader =
  'convention_ref;territory_name;departement_code;kind;member_insee;start_date;end_date;signature_date';
const convention = (reference: string, communes: string) =>
  `${reference};${reference};49;groupe de communes;${communes};2024-01-01;2027-12-31;2024-01-01`;

/** Pairs of files of different data sets; the second of the first two pairs speaks of what the first one brings. */
const pairs: readonly (readonly [string, OneFile, OneFile])[] = [
  [
    'a convention, and an amendment to it',
    { dataset: conventions, lines: [conventionHeader, convention('Z-1', '49018|49023')] },
    {
      dataset: amendments,
      lines: [
        'convention_ref;number;kind;effective_date;communes_added;communes_removed;summary',
        'Z-1;1;périmètre;2025-01-01;49194;49023;Beaupréau sort',
      ],
    },
  ],
  [
    'a plan, and what became of its actions',
    {
      dataset: planNodes,
      lines: [
        'convention_ref;code;level;title;parent',
        'A-1;e;enjeu;Petite enfance;',
        'A-1;a;action;Ouvrir;e',
        'A-1;b;action;Former;e',
      ],
    },
    {
      dataset: progress,
      lines: [
        'convention_ref;code;status;status_date',
        'A-1;a;réalisé;2025-03-01',
        'A-1;b;en cours;2025-03-01',
      ],
    },
  ],
  [
    'amounts, and a convention over the same communes',
    {
      dataset: subsidies,
      lines: ['code insee;exercice;nature;secteur;montant', '49194;2023;réel;jeunesse;70'],
    },
    { dataset: conventions, lines: [conventionHeader, convention('Z-2', '49018|49194')] },
  ],
];

const question = `{ department(code: "49") {
  subsidies(fiscalYear: 2023) { total }
  ctgCoverage(on: "2025-06-01") { communes { numerator denominator } }
  completion(on: "2025-06-01") { actions { known completed } }
} }`;

describe('two loaders of different data sets at once', { timeout: 120_000 }, () => {
  const isServer = inject('templates').engine === 'postgresql';
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    const known = await hub.load(conventions, [conventionHeader, convention('A-1', '49007')]);
    expect(known).toMatchObject({ added: 1, rejected: 0 });
  });
  afterAll(() => hub.close());

  /** Which batch is not of what is stored, but of when. */
  const stored = async () =>
    [...(await dumpLoaded(hub.database))]
      .map(([key, record]) => `${key} ${JSON.stringify({ ...record, batch_revision: null })}`)
      .toSorted();
  const told = ({ added, changed, removed, rejected, problems }: LoadReport) => ({
    added,
    changed,
    removed,
    rejected,
    codes: problems.map(({ code }) => code),
  });
  const undo = async (reports: readonly LoadReport[]) => {
    const revisions = reports.map(({ revision }) => revision ?? 0).toSorted((one, other) => other - one);
    for (const revision of revisions.filter((each) => each > 0))
      await undoBatch(hub.database, revision, 'tests');
  };
  const ask = async () => {
    const { data, errors } = await hub.ask(question);
    return JSON.stringify(errors ?? data);
  };

  async function inTurn(first: OneFile, second: OneFile) {
    const answers = new Set([await ask()]);
    const reports: LoadReport[] = [];
    for (const { dataset, lines } of [first, second]) {
      reports.push(await hub.load(dataset, lines));
      answers.add(await ask());
    }
    const after = await stored();
    await undo(reports);
    return { reports: reports.map(told), after, answers };
  }

  /** On a server both have staged their rows before either lands; the embedded engine has one session. */
  async function together(files: readonly OneFile[]): Promise<LoadReport[]> {
    if (!isServer) return Promise.all(files.map(({ dataset, lines }) => hub.load(dataset, lines)));
    const loads = await hub.database.fork().transactional(async (em) => {
      await lockLoads(em);
      const waiting: Promise<void>[] = [];
      const started = files.map(({ dataset, lines }) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.push(promise);
        let waits = 0;
        return hub.load(dataset, lines, {
          onProgress: ({ phase }) => {
            if (phase === 'WAITING' && ++waits === 2) resolve();
          },
        });
      });
      await Promise.all(waiting);
      return started;
    });
    return Promise.all(loads);
  }

  it.each(pairs)('land as if one after the other: %s', async (name, a, b) => {
    const before = await stored();
    const orders = [await inTurn(a, b), await inTurn(b, a)] as const;
    const right = new Set(orders.flatMap(({ answers }) => [...answers]));
    expect(right.size).toBeGreaterThan(1);
    // First the one that speaks of what the other brings.
    let isOver = false;
    let asked = 0;
    const wrong: string[] = [];
    const reader = (async () => {
      while (!isOver) {
        const answer = await ask();
        asked += 1;
        if (!right.has(answer)) wrong.push(answer);
      }
    })();
    const [ofB, ofA] = (await together([b, a])) as [LoadReport, LoadReport];
    isOver = true;
    await reader;
    expect(wrong).toEqual([]);
    // One that changed nothing, since what it speaks of was not there, came before the other.
    const isAFirst = ofB.revision !== null && (ofA.revision ?? 0) < ofB.revision;
    const order = orders[isAFirst ? 0 : 1];
    expect((isAFirst ? [ofA, ofB] : [ofB, ofA]).map(told)).toEqual(order.reports);
    expect(await stored()).toEqual(order.after);
    await undo([ofA, ofB]);
    expect(await stored()).toEqual(before);
    note(`Deux chargements à la fois : ${name}`, { asked, answers: right.size });
  });

  it('leave figures that are those of the rows, and no lock', async () => {
    await together(pairs.slice(-1).flatMap(([, ...files]) => files));
    expect(Object.values(await wrongKept(hub.database.fork())).filter((count) => count > 0)).toEqual([]);
    const [held] = await rows(
      hub.database.fork(),
      'locks',
      sql<{ count: number }>`
        select count(*)::int as count from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(held).toEqual({ count: 0 });
  });
});
