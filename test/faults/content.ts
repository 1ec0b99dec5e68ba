import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import type { TestHub } from '../hub.js';

/** Questions whose answers are compared before, during and after a fault: none of them is of what the loads below write. */
export const questions = [
  '{ department(code: "49") { subsidies(fiscalYear: 2023) { total bySector { sector amount } } } }',
  '{ commune(code: "49018") { name subsidies(fiscalYear: 2022) { total } ctgCoverage(on: "2024-06-30") { communes { numerator denominator } } } }',
  '{ region(code: "52") { ctgCoverage(on: "2025-12-31") { communes { numerator denominator } population { numerator denominator } } } }',
];

export const linesOf = (name: string, count: number): string =>
  [
    'code insee;exercice;nature;montant;identifiant',
    ...Array.from({ length: count }, (_, index) => `49228;2019;réel;${index + 1};${name}${index}`),
  ].join('\n');

/** How many rows of each table a load writes to. */
export async function totalRows({ fork }: Pick<Database, 'fork'>) {
  const [found] = await rows(
    fork(),
    'totalRows',
    sql<{ subsidy: number; batch: number; change: number }>`
      select (select count(*)::int from subsidy) as subsidy, (select count(*)::int from batch) as batch,
             (select count(*)::int from batch_change) as change`,
  );
  return found ?? { subsidy: -1, batch: -1, change: -1 };
}

interface State {
  readonly progress?: { readonly phase: string };
  readonly report?: { readonly added: number; readonly revision: number | null } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Sends a file of so many amounts, and follows its load. */
export async function loadFile(hub: TestHub, name: string, count: number) {
  const started = await hub.app.inject({
    method: 'POST',
    url: `/loads?name=${name}.csv&author=Ana`,
    headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', prefer: 'respond-async' },
    payload: linesOf(name, count),
  });
  expect(started.statusCode).toBe(202);
  const { id } = started.json<{ id: string }>();
  const ask = async () => {
    const answer = await hub.app.inject(`/loads/${id}`);
    return { status: answer.statusCode, ...answer.json<State>() };
  };
  let revision = 0;
  return {
    /** Fails if it has ended before. */
    reach: async (phase: string) => {
      for (let state = await ask(); state.progress?.phase !== phase; state = await ask()) {
        expect(state).toMatchObject({ status: 200, report: null });
        await wait(2);
      }
    },
    ended: async () => {
      for (;;) {
        const { status, report, errors } = await ask();
        if (errors) return { status, code: errors[0]?.extensions.code ?? '' };
        if (report) {
          revision = report.revision ?? 0;
          return { status, added: report.added };
        }
        await wait(10);
      }
    },
    undo: () => undoBatch(hub.database, revision, 'tests'),
  };
}
