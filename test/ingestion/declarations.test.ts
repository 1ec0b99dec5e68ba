import { describe, expect, it } from 'vitest';
import type { Column, Columns } from '../../src/ingestion/columns/column.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { foldHeader } from '../../src/ingestion/reading/header.js';
import { problemCatalogue } from '../../src/ingestion/report/problem-catalogue.js';

const columnsOf = datasets.flatMap((dataset) =>
  Object.entries(dataset.columns as Columns).map(
    ([name, column]) => [`${dataset.name}.${name}`, column as Column<unknown>] as const,
  ),
);

describe('the declarations of the data sets', () => {
  it.each(columnsOf)(
    '%s reads each word that a template proposes, and writes it back',
    (_, { choices, parse, format }) => {
      for (const { label, words } of choices) {
        for (const word of [label, ...words]) {
          const written = format(parse(word));
          expect(format(parse(written)), word).toEqual(written);
        }
      }
    },
  );

  it('give no header to two columns of one data set', () => {
    for (const dataset of datasets) {
      const names = Object.values(dataset.columns as Columns).flatMap(({ headers }) => [
        ...new Set(headers.map(foldHeader)),
      ]);
      expect(
        names.filter((name, index) => names.indexOf(name) !== index),
        dataset.name,
      ).toEqual([]);
    }
  });
});

describe('the catalogue of problems', () => {
  const entries = Object.entries(problemCatalogue);

  it.each(entries)('%s is said in one clean French sentence or more', (_, { say }) => {
    const message = say({ column: 'montant', value: 'x', detail: 'y' });
    expect(message).toMatch(/^[«A-ZÀÉÊ0-9x]/u);
    expect(message).toMatch(/[.?]$|y$/);
    expect(message).not.toMatch(/ {2}|\.\.|[a-zé]'[a-zé]| [;:!?](?! )(?!$)/iu);
  });
});
