import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readQuestions } from '../src/questions/question.js';
import { openHub, type TestHub } from './hub.js';

const questions = readQuestions('questions');

describe.each(['facts', 'demonstration'] as const)('ready questions on the %s', (content) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub(content);
  });
  afterAll(() => hub.close());

  it.each(questions.map(({ title, document }) => [title, document]))('%s', async (_title, document) => {
    const { data, errors, status } = await hub.ask(document);
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(Object.values(data).filter((value) => value === null)).toEqual([]);
  });

  it('are listed by the API, under distinct names', async () => {
    const { data } = await hub.ask(
      '{ questions { name title theme description document parameters { name type defaultValue description } } }',
    );
    expect(data.questions).toEqual(questions.map(({ file: _, ...question }) => question));
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
    expect(questions.length).toBeGreaterThanOrEqual(12);
  });
});

/** A day for which every answer below was made: what is late, or open, follows from it. */
const writtenOn = new Date('2026-11-25T12:00:00Z');
/** Moments of loading differ from one base to the next. */
const withoutMoments = (text: string) => text.replace(/"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/g, '"…"');

/** `UPDATE_ANSWERS=1` writes them anew: read what changed before it is committed. */
describe('the question book', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
    vi.useFakeTimers({ toFake: ['Date'], now: writtenOn });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await hub.close();
  });

  it.each(questions.map(({ file, document }) => [file, document]))(
    'answers %s as written',
    async (file, document) => {
      const { data } = await hub.ask(document);
      const answer = `${withoutMoments(JSON.stringify(data, null, 1))}\n`;
      const path = `questions/answers/${file}.json`;
      if (process.env.UPDATE_ANSWERS) writeFileSync(path, answer);
      expect(answer).toBe(readFileSync(path, 'utf8'));
    },
  );

  it('holds no answer without a question', () => {
    const answers = readdirSync('questions/answers').map((name) => name.replace('.json', ''));
    expect(answers).toEqual(questions.map(({ file }) => file));
  });
});
