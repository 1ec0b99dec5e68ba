import type { LocalDate } from '../../calendar.js';

/** Shares of the population that Cnaf wanted under a signed CTG at the end of each year. */
const targets: Readonly<Partial<Record<number, number>>> = {
  2018: 0.2,
  2019: 0.35,
  2020: 0.55,
  2021: 0.75,
  2022: 0.85,
};

/** Where these shares are published. */
export const targetSource = {
  title: 'Caf de la Loire, rapport d’activité 2022',
  url: 'https://ra2022.caf42.fr/?p=6878',
} as const;

/** The share wanted on a day: of a 31 December only, since each target is of the end of a year. */
export function targetOn(on: LocalDate): number | null {
  return on.endsWith('-12-31') ? (targets[Number(on.slice(0, 4))] ?? null) : null;
}

/** How far a share is from a target, in points; null without a share. */
export const gapInPoints = (share: number | null, target: number): number | null =>
  share === null ? null : (share - target) * 100;
