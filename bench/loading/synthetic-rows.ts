import { readFrance } from '../../src/ingestion/territories/france.js';

/** One line of a file of subsidies, in the order of `header`. */
export type SyntheticRow = readonly [
  code: string,
  commune: string,
  year: number,
  sector: string,
  line: string,
  nature: string,
  operator: string,
  cents: number,
];

export const header = [
  'code insee',
  'commune',
  'exercice',
  'secteur',
  'ligne',
  'nature',
  'gestionnaire',
  'montant',
] as const;

/** What a commune may be paid for in a year: a sector and a line, each pair once. */
const paid = [
  ['petite enfance', 'PSU'],
  ['petite enfance', 'Bonus territoire CTG Eaje'],
  ['enfance', 'PS ALSH'],
  ['enfance', 'Plan mercredi'],
  ['jeunesse', 'PS jeunes'],
  ['parentalité', 'CLAS'],
  ['parentalité', 'REAAP'],
  ['animation de la vie sociale', 'Animation globale'],
  ['pilotage', 'Chargé de coopération'],
] as const;

export interface Extent {
  readonly rows: number;
  /** Years go up from this one, each of them wholly given before the next, as files of years are put end to end. */
  readonly firstYear: number;
  /** Code of the only département; null for all of France. */
  readonly department: string | null;
}

/** The same rows at each call: amounts and operators follow from where a row stands. */
export function* syntheticRows({ rows, firstYear, department }: Extent): Generator<SyntheticRow> {
  const communes = readFrance()
    .communes.filter(({ type }) => type === 'commune-actuelle')
    .filter(({ departement }) => department === null || departement === department)
    .map(({ code, nom }) => ({ code, name: nom }));
  let count = 0;
  for (let year = firstYear; ; year += 1) {
    for (const { code, name } of communes) {
      // A département's year has all nine lines of each commune; elsewhere six to nine, so that eight years make two million.
      const lines = department === null ? 6 + (scattered(count) % 4) : paid.length;
      for (const [sector, line] of paid.slice(0, lines)) {
        if (count === rows) return;
        count += 1;
        const drawn = scattered(count);
        const operator = drawn % 3 === 0 ? `Association des familles de ${name}` : '';
        yield [code, name, year, sector, line, 'réel', operator, 10_000 + (drawn % 90_000_000)];
      }
    }
  }
}

/** A whole number below 2³², scattered evenly over consecutive ones (Murmur's finaliser). */
function scattered(rank: number): number {
  let bits = Math.imul(rank ^ (rank >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
