import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Question } from '../asked/question.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { baseTables } from '../servers/reporting.sql.js';
import { startHub } from '../servers/server.js';
import type { SentStatement } from '../servers/tell-sql.js';
import { explain } from './explain.js';

/** How the hub finds the answer to one question. */
export interface QuestionPlans {
  readonly question: Question;
  readonly statements: readonly { readonly name: string; readonly plan: readonly string[] }[];
  /** Tables of what was loaded that a statement reads from end to end. */
  readonly scanned: readonly string[];
}

/** Asks a hub each question, and writes the plan of every statement that it sends, one file a question. */
export async function writePlans(base: string, folder: string): Promise<QuestionPlans[]> {
  const hub = await startHub(base, {
    answerCacheMegabytes: 0,
    imports: [join(import.meta.dirname, '../servers/tell-sql.js')],
  });
  const client = new pg.Client(base);
  await client.connect();
  try {
    const subject = await subjectOn(base);
    const sent: SentStatement[] = [];
    hub.onMessage((statement) => sent.push(statement as SentStatement));
    await setTimeout(200);
    // As its own connections: what the hub tells them when they open.
    for (const { text } of distinct(sent.filter(({ name }) => name === null))) await client.query(text);
    await mkdir(folder, { recursive: true });
    const found: QuestionPlans[] = [];
    for (const question of questions) {
      sent.length = 0;
      await post(hub, requestOf('hub', question, subject));
      await setTimeout(200);
      const asked = distinct(sent.filter(({ name }) => name !== null && name !== 'dueSources'));
      const statements = [];
      for (const statement of asked) {
        statements.push({ name: statement.name ?? '', plan: await explain(client, statement) });
      }
      const plans = { question, statements, scanned: scannedBy(statements.flatMap(({ plan }) => plan)) };
      await writeFile(join(folder, fileName(question)), textOf(plans));
      found.push(plans);
    }
    return found;
  } finally {
    await client.end();
    await hub.stop();
  }
}

const distinct = (statements: readonly SentStatement[]): SentStatement[] => [
  ...new Map(statements.map((each) => [each.text, each])).values(),
];

const fileName = ({ number, title }: Question): string =>
  `${String(number).padStart(2, '0')}-${title
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9 ]/g, '')
    .replaceAll(' ', '-')
    .toLowerCase()}.txt`;

const scannedBy = (plan: readonly string[]): string[] => {
  const read = plan.flatMap((line) => /Seq Scan on (\w+)/.exec(line)?.[1] ?? []);
  return [...new Set(read)].filter((table) => baseTables.has(table)).toSorted();
};

const textOf = ({ question, statements, scanned }: QuestionPlans): string =>
  [
    `Question ${question.number}: ${question.title}`,
    `Base tables read from end to end: ${scanned.join(', ') || 'none'}`,
    ...statements.map(({ name, plan }) => `\n${name}\n${plan.map((line) => `  ${line}`).join('\n')}`),
    '',
  ].join('\n');
