import { describe, expect, it } from 'vitest';
import type { Columns } from '../../src/ingestion/columns/column.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { actionStatusOf } from '../../src/plan/plan.rules.js';
import { fundingLineOf, fundingLines } from '../../src/subsidy/funding-line.rules.js';
import { Sector, sectorOf } from '../../src/subsidy/subsidy.rules.js';
import { foldName } from '../../src/territory/territory.rules.js';

const proposed = datasets.flatMap(({ title, columns }) =>
  Object.entries(columns as Columns).flatMap(([name, column]) =>
    column.choices.map(({ label }) => [title, name, label, column] as const),
  ),
);

describe('the words that a template proposes', () => {
  it.each(proposed)('are read: %s, %s, « %s »', (_, name, label, column) => {
    const value = column.parse(label);
    expect(column.format(value)).toBe(name === 'level' ? foldName(label) : label);
    if (name === 'status') expect(actionStatusOf(foldName(label))).not.toBeNull();
  });

  it('mean the line that they name', () => {
    const read = Object.values(fundingLines).map(({ label }) => fundingLineOf(foldName(label)));
    expect(read).toEqual(Object.keys(fundingLines));
  });

  it('mean the sector that they name, each another', () => {
    const sectors = proposed.filter(([, name]) => name === 'sectors');
    const read = sectors.map(([, , label]) => sectorOf(foldName(label)));
    expect(read).toEqual(Object.values(Sector).filter((sector) => sector !== Sector.UNALLOCATED));
  });
});
