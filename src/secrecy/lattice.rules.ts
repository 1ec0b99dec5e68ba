/** Why a cell is hidden. Nobody is told which: it would tell that a value is small. */
export enum Hiding {
  PRIMARY = 'PRIMARY',
  COMPLEMENTARY = 'COMPLEMENTARY',
}

/** A figure, as far as keeping it secret asks. */
export interface Cell {
  /** Null where nobody has reported it, or its source hides it: it is unknown, and still a part of sums. */
  readonly value: number | null;
  /** How far from its value it may be for whoever is shown it: what a rounded rate tells. Most are told as they are. */
  readonly spread?: number;
  /** May the audience ask for it at all? */
  readonly isOffered: boolean;
  /** Why it is hidden whatever stands beside it: it tells of too few, or another audience is not shown it. Null for most. */
  readonly hiding: Hiding | null;
}

/** A cell that is the sum of others, by their places in the lattice. */
export interface Sum {
  readonly whole: number;
  readonly parts: readonly number[];
}

/**
 * All the cells that an audience may ask for, those from which they are made, and how they add up. Whoever reads what is published
 * knows all of it but the values that are hidden: which cells exist, and which sums hold.
 */
export interface Lattice {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
  /** Would a sum of several hidden cells, once known, tell too much of one of them? */
  readonly tellsTooMuch: (cells: readonly number[]) => boolean;
  /** Does it tell too much of a sensitive cell that it is not below `low`, nor above `high`? */
  readonly isConfined: (cell: number, low: number, high: number) => boolean;
  /** Would a cell that nobody has reported be sensitive, if whoever reads the others found this value? */
  readonly isSensitiveAt: (cell: number, value: number) => boolean;
}
