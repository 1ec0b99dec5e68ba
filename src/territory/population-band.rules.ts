/** Bands of communes by population, as INSEE and the Caf compare them: each from its lower bound to the next one's. */
export enum PopulationBand {
  UNDER_500 = 'UNDER_500',
  FROM_500 = 'FROM_500',
  FROM_2000 = 'FROM_2000',
  FROM_5000 = 'FROM_5000',
  FROM_10000 = 'FROM_10000',
  FROM_20000 = 'FROM_20000',
  FROM_50000 = 'FROM_50000',
  FROM_100000 = 'FROM_100000',
}

/** Lower bound and French label of each band, the smallest first. */
export const populationBands: Readonly<Record<PopulationBand, { from: number; label: string }>> = {
  UNDER_500: { from: 0, label: 'Moins de 500 habitants' },
  FROM_500: { from: 500, label: 'De 500 à 1 999 habitants' },
  FROM_2000: { from: 2_000, label: 'De 2 000 à 4 999 habitants' },
  FROM_5000: { from: 5_000, label: 'De 5 000 à 9 999 habitants' },
  FROM_10000: { from: 10_000, label: 'De 10 000 à 19 999 habitants' },
  FROM_20000: { from: 20_000, label: 'De 20 000 à 49 999 habitants' },
  FROM_50000: { from: 50_000, label: 'De 50 000 à 99 999 habitants' },
  FROM_100000: { from: 100_000, label: '100 000 habitants et plus' },
};
