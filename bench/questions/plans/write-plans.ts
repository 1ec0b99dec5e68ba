import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { onBase } from '../../loading/bases.js';
import type { Question } from '../asked/question.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { baseTables, reportingStatements, withoutReporting } from '../servers/reporting.sql.js';
import { startHub } from '../servers/server.js';
import type { SentStatement } from '../servers/tell-sql.js';
import { explain } from './explain.js';

/** How the hub finds the answer to one question. */
export interface QuestionPlans {
  readonly question: Question;
  readonly statements: readonly Planned[];
  /** Tables of what was loaded that a statement reads from end to end. */
  readonly scanned: readonly string[];
  /** Indexes made for the others that the hub would use where they are. */
  readonly borrowed: readonly string[];
}

/** What a hub does by itself meanwhile. */
const ofItself = /^(dueSources|writeJournal|removeTexts)/;

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
    const asked = new Map<Question, readonly SentStatement[]>();
    for (const question of questions) {
      sent.length = 0;
      await post(hub, requestOf('hub', question, subject));
      await setTimeout(200);
      asked.set(question, distinct(sent.filter(({ name }) => name !== null && !ofItself.test(name))));
    }
    await onBase(base, ...reportingStatements);
    const beside = await plansOf(client, asked);
    // What is kept is what the hub's own indexes give.
    await onBase(base, ...withoutReporting);
    const alone = await plansOf(client, asked);
    const found = questions.map((question): QuestionPlans => {
      const statements = alone.get(question) ?? [];
      return {
        question,
        statements,
        scanned: scannedBy(linesOf(statements)),
        borrowed: borrowedBy(linesOf(beside.get(question) ?? [])),
      };
    });
    for (const plans of found) await writeFile(join(folder, fileName(plans.question)), textOf(plans));
    return found;
  } finally {
    await client.end();
    await hub.stop();
  }
}

interface Planned {
  readonly name: string;
  readonly plan: readonly string[];
}

async function plansOf(client: pg.Client, asked: ReadonlyMap<Question, readonly SentStatement[]>) {
  const found = new Map<Question, Planned[]>();
  for (const [question, statements] of asked) {
    const plans: Planned[] = [];
    for (const statement of statements) {
      plans.push({ name: statement.name ?? '', plan: await explain(client, statement) });
    }
    found.set(question, plans);
  }
  return found;
}

const linesOf = (statements: readonly Planned[]): string[] => statements.flatMap(({ plan }) => plan);

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

const borrowedBy = (plan: readonly string[]): string[] => [
  ...new Set(plan.flatMap((line) => /\b(reporting_\w+)/.exec(line)?.[1] ?? [])),
];

const textOf = ({ question, statements, scanned }: QuestionPlans): string =>
  [
    `Question ${question.number}: ${question.title}`,
    `Base tables read from end to end: ${scanned.join(', ') || 'none'}`,
    ...statements.map(({ name, plan }) => `\n${name}\n${plan.map((line) => `  ${line}`).join('\n')}`),
    '',
  ].join('\n');
