import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    const { data } = await hub.ask('{ questions { name title theme description document } }');
    expect(data.questions).toEqual(questions);
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
    expect(questions.length).toBeGreaterThanOrEqual(12);
  });
});
