/** How much a base of the benchmark holds. */
export interface Size {
  readonly name: SizeName;
  /** The only département with data; null for all of France. The territories are those of France at every size. */
  readonly department: string | null;
  /** Years of subsidies, the last one included. */
  readonly years: { readonly first: number; readonly last: number };
  /** Conventions that follow each other in one place, each of five years. */
  readonly generations: number;
}

export type SizeName = 'dept' | 'deptx10' | 'france' | 'x10';

const lastYear = 2025;

/** Ten times the history lies before what the questions are about: their answers are those of the size before. */
export const sizes: Readonly<Record<SizeName, Size>> = {
  dept: { name: 'dept', department: '49', years: { first: 2018, last: lastYear }, generations: 2 },
  deptx10: { name: 'deptx10', department: '49', years: { first: 1946, last: lastYear }, generations: 20 },
  france: { name: 'france', department: null, years: { first: 2018, last: lastYear }, generations: 2 },
  x10: { name: 'x10', department: null, years: { first: 1946, last: lastYear }, generations: 20 },
};

export const isSizeName = (name: string): name is SizeName => name in sizes;
