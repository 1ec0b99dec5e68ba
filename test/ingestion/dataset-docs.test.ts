import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { datasetDocs } from '../../src/ingestion/documentation/dataset-docs.js';
import { problemCatalogue } from '../../src/ingestion/report/problem-catalogue.js';

describe('the documentation of the data sets', () => {
  const docs = datasetDocs();

  it('is the one that is committed', () => {
    expect(readFileSync('docs/jeux-de-donnees.md', 'utf8'), 'run `npm run docs` and commit').toBe(docs);
  });

  it('has a section for each data set, with all the headers that a file may carry', () => {
    for (const { title, name, columns } of datasets) {
      const section = docs.split('\n## ').find((each) => each.startsWith(`${title} (\`${name}\`)`)) ?? '';
      for (const [column, { headers }] of Object.entries<{ headers: readonly string[] }>(columns)) {
        if (column.startsWith('hub')) continue;
        for (const header of headers) expect(section).toContain(header);
      }
      expect(section).not.toContain('hub_key');
    }
  });

  it('says every remark as a reader may meet it', () => {
    for (const code of Object.keys(problemCatalogue)) expect(docs).toContain(`| \`${code}\` |`);
    const messages = docs.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    expect(messages.filter((line) => line.includes('…'))).toEqual([]);
  });

  it('keeps the cells of its tables apart', () => {
    const lines = docs.split('\n').filter((line) => line.startsWith('|'));
    const widths = new Set(lines.map((line) => line.replaceAll('\\|', '').split('|').length));
    expect([...widths].toSorted()).toEqual([6, 7]);
  });
});
