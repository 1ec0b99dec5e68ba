import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseTables } from '../../src/backup/backup-tables.sql.js';
import { rows } from '../../src/db/sql.js';
import { openFile } from '../../src/files/open.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { personalHeader } from '../../src/privacy/personal-headers.rules.js';
import { hubLog } from '../../src/server/log.js';
import { openHub, type TestHub } from '../hub.js';

const number = '185057800608491';
const grouped = '1 85 05 78 006 084 91';
const header = 'code insee;exercice;secteur;nature;montant;remarques';
const inHeader = `${header};${grouped}\n49018;2024;enfance;réel;10;vu;x\n`;
/** Where other remarks would show it: no amount, no sector, no code, a total. */
const inCells = [
  header,
  `49018;2024;enfance;réel;${number};${grouped}`,
  `49018;2024;${grouped};réel;10;`,
  `${number};2024;enfance;réel;10;`,
  `TOTAL ${grouped};2024;enfance;réel;10;`,
  '',
].join('\n');

describe('a file that says something of a person', () => {
  let hub: TestHub;
  const logged: string[] = [];
  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        logged.push(String(chunk));
        done();
      },
    });
    hub = await openHub('west', { log: hubLog('trace', sink), keepsJournal: true });
  });
  afterAll(() => hub.close());

  const post = (payload: string, headers: Record<string, string> = {}) =>
    hub.app.inject({
      method: 'POST',
      url: `/loads?name=${encodeURIComponent(`suivi ${grouped}.csv`)}&author=x&dataset=subventions&acceptance=VALID_ROWS`,
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', ...headers },
      payload,
    });

  it.each([
    ['in its header', inHeader],
    ['in its cells', inCells],
  ])(
    '%s, leaves no copy of it: in the report, in the annotated workbook, in the base, in the log, on the disk',
    async (_where, file) => {
      const told = await post(file);
      expect(told.statusCode).toBe(422);
      expect(told.json()).toMatchObject({ isAccepted: false, revision: null, fileName: 'suivi •••.csv' });
      const workbook = await post(file, {
        accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      });
      const later = await post(file, { prefer: 'respond-async' });
      const { id } = later.json();
      let state = await hub.app.inject({ url: `/loads/${id}` });
      while (state.json().report === null) {
        await wait(20);
        state = await hub.app.inject({ url: `/loads/${id}` });
      }
      const annotated = await hub.app.inject({ url: `/loads/${id}/annotated.xlsx` });
      await hub.journal?.flush();
      const base = await rowsWith(hub, [number, grouped]);
      const texts = {
        told: told.body,
        workbook: await cellsOf(workbook.rawPayload),
        later: later.body + state.body,
        annotated: await cellsOf(annotated.rawPayload),
        log: logged.join('\n'),
      };
      for (const [where, text] of Object.entries(texts)) {
        expect(text.includes(number) || text.includes(grouped), where).toBe(false);
      }
      expect(base).toEqual([]);
      expect(texts.workbook).toContain('un numéro de sécurité sociale');
      expect(texts.annotated).toContain('un numéro de sécurité sociale');
      expect(filesKept()).toEqual([]);
    },
  );

  it('is refused as rows of the API are', async () => {
    const { data, errors } = await hub.ask(
      `mutation { recordSubsidies(author: "tests", input: [{ reference: "S1", code: "49018", yearFrom: 2024, amount: 10, nature: "réel",
        notes: "${grouped}" }]) { isAccepted problems { code value message } } }`,
    );
    expect(errors).toBeUndefined();
    const [problem] = data.recordSubsidies.problems;
    expect(data.recordSubsidies.isAccepted).toBe(false);
    expect(problem).toMatchObject({ code: 'PERSONAL_CELL', value: '' });
    expect(JSON.stringify(data)).not.toContain(grouped);
  });

  it.each([
    [
      'a column that the hub knows, which says it in brackets',
      'code insee;exercice;montant;Bénéficiaire (nom et date de naissance)',
      '49018;2024;10;DUPONT Marie 12/03/1985',
      [[1, 'PERSONAL_DATA']],
    ],
    [
      'a name and a birth in a cell of a column that the hub knows',
      'code insee;exercice;montant;Bénéficiaire',
      '49018;2024;10;DUPONT Marie 12/03/1985',
      [[2, 'PERSONAL_CELL']],
    ],
    [
      'a birth beside a first name',
      'code insee;exercice;montant;Nom;Prénom;Naissance',
      '49018;2024;10;DUPONT;Marie;12/03/1985',
      [[1, 'PERSONAL_DATA']],
    ],
    [
      'a number and a birth, in short',
      'code insee;exercice;montant;NUMALLOC;Nom;Née',
      '49018;2024;10;1234567;DUPONT;12/03/1985',
      [[1, 'PERSONAL_DATA']],
    ],
    [
      'days under a word for a birth, beside a name that may be of a commune',
      'code insee;nom;exercice;montant;Naissance',
      '49018;Baugé-en-Anjou;2024;10;12/03/2021',
      [[2, 'PERSONAL_CELL']],
    ],
  ])('is refused: %s', async (_what, columns, row, expected) => {
    const report = await hub.load(subsidies, [columns, row]);
    expect(report.isAccepted).toBe(false);
    expect(
      report.problems.filter(({ severity }) => severity === 'ERROR').map(({ line, code }) => [line, code]),
    ).toEqual(expected);
    expect(JSON.stringify(report)).not.toMatch(/DUPONT|1985/);
  });

  it('is not what a collectivité writes of births, structures and days', async () => {
    const report = await hub.load(subsidies, [
      'code insee;exercice;secteur;nature;montant;bénéficiaire;remarques;Naissance;Née de',
      '49018;2024;petite enfance;réel;10;Crèche LUTINS 01/09/2010;Pilote : Mme Martin, 12/03/2024;124;fusion',
    ]);
    expect(report.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(report.isAccepted).toBe(true);
  });

  it('is told from every column that the hub knows', () => {
    for (const { columns } of datasets)
      for (const { headers } of Object.values(columns as Record<string, { headers: readonly string[] }>))
        for (const header of headers)
          expect(['REFUSED', 'NAME', 'AGE', 'BIRTH'], header).not.toContain(personalHeader(header));
  });
});

describe.each(['facts', 'demonstration'] as const)('what the hub is shipped with: %s', (content) => {
  it('says nothing of persons', async () => {
    const hub = await openHub(content);
    const found = await rows(
      hub.database.fork(),
      'test',
      sql<{ code: string }>`
        select distinct problem ->> 'code' as code from batch, jsonb_array_elements(problems) problem order by 1`,
    );
    expect(found.map(({ code }) => code).filter((code) => /PERSONAL|_IN_TEXT/.test(code))).toEqual([]);
    await hub.close();
  });
});

/** Tables of which a row holds one of some texts. */
async function rowsWith({ database }: TestHub, texts: readonly string[]): Promise<string[]> {
  const em = database.fork();
  const found: string[] = [];
  for (const { name } of await baseTables(em)) {
    const [row] = await rows(
      em,
      'test',
      sql`select from ${sql.table(name)} t where ${sql.join(
        texts.map((text) => sql`t::text like ${`%${text}%`}`),
        sql` or `,
      )} limit 1`,
    );
    if (row) found.push(name);
  }
  return found;
}

/** All the texts of a workbook. */
async function cellsOf(bytes: Uint8Array): Promise<string> {
  const opened = await openFile({ name: 'a.xlsx', bytes: { kind: 'memory', bytes } });
  const texts: string[] = [];
  for await (const sheet of opened.sheets())
    for await (const batch of sheet.rows()) texts.push(...batch.flatMap(({ cells }) => cells));
  await opened.close();
  return texts.join('\n');
}

/** Files that hubs of this process received, and still have. */
function filesKept(): string[] {
  const folders = readdirSync(tmpdir()).filter(
    (name) => name.includes('uploads') && name.includes(String(process.pid)),
  );
  return folders.flatMap((folder) =>
    existsSync(join(tmpdir(), folder)) ? readdirSync(join(tmpdir(), folder)) : [],
  );
}
