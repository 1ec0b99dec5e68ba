import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from './hub.js';

/** What the README shows is what the hub answers. */
describe('README', () => {
  const text = readFileSync('README.md', 'utf8');
  const examples = [
    ...text.matchAll(/### (.+?)\n[\s\S]*?```graphql\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g),
  ].map(([, question = '', query = '', answer = '']): [string, string, string] => [question, query, answer]);
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  it('shows four questions with their answers', () => {
    expect(examples).toHaveLength(4);
  });

  it.each(examples)('%s', async (_question, query, answer) => {
    const { data } = await hub.ask(query);
    expect({ data }).toEqual(JSON.parse(answer));
  });

  it('names files that are there', () => {
    const named = [
      ...text.matchAll(/`((?:docs|data|test|questions|src)\/[\w./-]+|[A-Z]+\.md|schema\.graphql)`/g),
    ].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(8);
    for (const path of named) expect(() => readFileSync(path.replace(/\/$/, ''))).not.toThrow(/ENOENT/);
  });
});
