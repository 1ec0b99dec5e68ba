import type { TestHub } from '../hub.js';
import type { Figure } from './attacker.js';

/** A territory of the test's files, and all that contain it. */
interface Place {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly wholes: readonly string[];
}

/** An amount as a file of the test gives it. */
export interface Line {
  readonly place: Place;
  readonly sector: string;
  readonly operator: string;
  readonly cents: number;
}

const sectors = {
  EARLY_CHILDHOOD: 'petite enfance',
  CHILDHOOD: 'enfance',
  YOUTH: 'jeunesse',
  PARENTING: 'parentalité',
} as const;

/** The same numbers each time, from 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Many small amounts: a few lines for most places, of operators that some share, or of nobody named; zeros, and one that is most of all. */
export function linesOf(places: readonly Place[], seed: number): Line[] {
  const next = dice(seed);
  return places.flatMap((place) => {
    if (next() < 0.25) return [];
    return Object.keys(sectors)
      .filter(() => next() < 0.45)
      .flatMap((sector) =>
        Array.from({ length: 1 + Math.floor(next() * 4) }, (): Line => {
          const operator = next() < 0.3 ? '' : `Association ${Math.floor(next() * 400)}`;
          const cents = next() < 0.05 ? 0 : Math.round(10 ** (3 + 3 * next()));
          return { place, sector, operator, cents };
        }),
      );
  });
}

const sectorWords: Readonly<Record<string, string>> = sectors;

/** A file of lines, as a commune would send it. */
export const fileOf = (lines: readonly Line[], year: number): string[] => [
  'reference;niveau;code insee ou siren;exercice;nature;secteur;ligne;gestionnaire;montant',
  ...lines.map(({ place, sector, operator, cents }, at) =>
    [
      `T${year}-${at}`,
      place.kind.toLowerCase(),
      place.code,
      year,
      'réel',
      sectorWords[sector],
      'PSU',
      operator,
      (cents / 100).toFixed(2),
    ].join(';'),
  ),
];

/** Communes and EPCI of départements, from the base itself. */
export async function placesOf(hub: TestHub, departments: readonly string[]): Promise<Place[]> {
  const found = await hub.database
    .fork()
    .getConnection()
    .execute<
      (Omit<Place, 'wholes'> & { epci_id: string | null; department_id: string; region_id: string })[]
    >(
      `select id, kind, code, case when kind = 'EPCI' then id else epci_id end as epci_id, department_id, region_id from territory
       where kind in ('COMMUNE', 'EPCI') and department_id in (${departments.map((each) => `'department:${each}'`).join()}) order by id`,
    );
  return found.map(({ id, kind, code, epci_id, department_id, region_id }) => ({
    id,
    kind,
    code,
    // What an EPCI has itself is a part of the EPCI, and nothing that bears its key alone.
    wholes: [
      ...new Set([kind === 'COMMUNE' ? id : null, epci_id, department_id, region_id, 'country:FR']),
    ].filter((each) => each !== null),
  }));
}

/** All that lines add up to: of each territory, each sector, and all together. The unknowns are what each received in each place and sector. */
export class Truth {
  readonly #atoms = new Map<string, number>();
  readonly #figures = new Map<string, Map<number, number>>();
  readonly #cents = new Map<string, number>();
  readonly #received = new Map<string, Map<string, number>>();

  constructor(lines: readonly Line[]) {
    for (const { place, sector, operator, cents } of lines) {
      const unit = operator === '' ? place.id : operator.toLowerCase();
      const atom = this.#atomOf(`${unit}|${place.id}|${sector}`);
      const nodes = place.kind === 'EPCI' ? [`own ${place.id}`, ...place.wholes] : place.wholes;
      for (const node of nodes)
        for (const key of [`${node}/${sector}`, `${node}/`]) {
          this.#figures.set(key, (this.#figures.get(key) ?? new Map()).set(atom, 1));
          this.#cents.set(key, (this.#cents.get(key) ?? 0) + cents);
          const received = this.#received.get(key) ?? new Map();
          this.#received.set(key, received.set(unit, (received.get(unit) ?? 0) + cents));
        }
    }
  }

  #atomOf(key: string): number {
    const atom = this.#atoms.get(key) ?? this.#atoms.size;
    this.#atoms.set(key, atom);
    return atom;
  }

  figure = (key: string): Figure => this.#figures.get(key) as Figure;
  cents = (key: string): number | undefined => this.#cents.get(key);
  keys = (): string[] => [...this.#figures.keys()];

  /** What each received, by beneficiary. */
  ofUnits(): Map<string, Map<string, Figure>> {
    const units = new Map<string, Map<string, Figure>>();
    for (const [key, atom] of this.#atoms) {
      const unit = key.slice(0, key.indexOf('|'));
      units.set(unit, (units.get(unit) ?? new Map()).set(key, new Map([[atom, 1]])));
    }
    return units;
  }

  /** Is it of fewer than three, or 85 % of one? */
  isSensitive(key: string): boolean {
    const received = [...(this.#received.get(key)?.values() ?? [])];
    return received.length < 3 || Math.max(...received) >= 0.85 * (this.cents(key) ?? 0);
  }
}
