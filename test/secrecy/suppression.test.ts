import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, Hiding, type Lattice, type Sum } from '../../src/secrecy/lattice.rules.js';
import { hide } from '../../src/secrecy/suppression.rules.js';
import { type Figure, recovered } from './attacker.js';

/** A table of whole numbers with its margins; what is below 3 is sensitive, and what is hidden together must come to 3. */
function tableOf(values: readonly (readonly number[])[]): Lattice {
  const cells: Cell[] = [];
  const sums: Sum[] = [];
  const add = (value: number) =>
    cells.push({ value, isOffered: true, hiding: value < 3 ? Hiding.PRIMARY : null }) - 1;
  const inner = values.map((row) => row.map(add));
  const width = values[0]?.length ?? 0;
  const total = (of: readonly number[]) => of.reduce((sum, each) => sum + (cells[each]?.value ?? 0), 0);
  const sumUp = (parts: readonly number[]) => {
    const whole = add(total(parts));
    sums.push({ whole, parts });
    return whole;
  };
  const rows = inner.map(sumUp);
  const columns = Array.from({ length: width }, (_, at) => sumUp(inner.map((row) => row[at] as number)));
  const all = sumUp(rows);
  sums.push({ whole: all, parts: columns });
  return {
    cells,
    sums,
    tellsTooMuch: (together) => together.length === 1 || total(together) < 3,
    isConfined: (at, low, high) => high < 3 || (low > 0 && low >= (cells[at]?.value ?? 0)),
    isSensitiveAt: () => false,
  };
}

/** Figures in terms of the inner cells of a table, which come first. */
function figuresOf(values: readonly (readonly number[])[]): Figure[] {
  const [height, width] = [values.length, values[0]?.length ?? 0];
  const inner = [...Array(height * width).keys()];
  const where = (isIn: (at: number) => boolean) => new Map(inner.filter(isIn).map((at) => [at, 1]));
  return [
    ...inner.map((at) => new Map([[at, 1]])),
    ...values.map((_, row) => where((at) => Math.floor(at / width) === row)),
    ...Array.from({ length: width }, (_, column) => where((at) => at % width === column)),
    where(() => true),
  ];
}

async function attack(values: readonly (readonly number[])[]) {
  const lattice = tableOf(values);
  const hidings = await hide(lattice);
  const figures = figuresOf(values);
  const shown = figures.filter((_, at) => hidings[at] === null);
  const wanted = new Map(
    figures.map((figure, at) => [at, figure] as const).filter(([at]) => hidings[at] !== null),
  );
  return { hidings, recovered: recovered(shown, wanted) };
}

describe('what is hidden of a table', () => {
  it('is what is sensitive, and what would tell it', async () => {
    const { hidings } = await attack([
      [1, 20, 30],
      [40, 50, 60],
      [70, 80, 90],
    ]);
    // 1, then 20 beside it in its row, 40 in its column, and 50 where those would be found again.
    expect(hidings.map((each) => each?.[0] ?? '.').join('')).toBe('PC.CC...........');
  });

  it('is nothing when nothing is sensitive, and a zero when it is', async () => {
    expect(
      (
        await attack([
          [3, 4],
          [5, 6],
        ])
      ).hidings.every((each) => each === null),
    ).toBe(true);
    expect(
      (
        await attack([
          [0, 10],
          [10, 10],
        ])
      ).recovered,
    ).toEqual([]);
  });

  it('never follows from what is shown, whatever the table', async () => {
    const table = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([height, width]) =>
        fc.array(
          fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 50 })), {
            minLength: width,
            maxLength: width,
          }),
          {
            minLength: height,
            maxLength: height,
          },
        ),
      );
    await fc.assert(
      fc.asyncProperty(table, async (values) => {
        expect((await attack(values)).recovered).toEqual([]);
      }),
    );
  });
});
