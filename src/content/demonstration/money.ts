/** Whole cents as a file writes them: `1234.05`. Made from whole numbers, so that no machine rounds it otherwise. */
export const euros = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** Rounds cents to a whole number of euros, such as hundreds or thousands. */
export const toNearest = (stepInEuros: number, cents: number): number =>
  Math.round(cents / (stepInEuros * 100)) * stepInEuros * 100;
