import { IndicatorKind } from '../indicator/indicator.rules.js';
import { Sector } from './subsidy.rules.js';

/** The children that amounts are divided by. BY_SECTOR lets the sector of the amounts choose. */
export enum ChildAges {
  BY_SECTOR = 'BY_SECTOR',
  FROM_0_TO_2 = 'FROM_0_TO_2',
  FROM_3_TO_5 = 'FROM_3_TO_5',
  FROM_6_TO_11 = 'FROM_6_TO_11',
  FROM_3_TO_11 = 'FROM_3_TO_11',
  FROM_12_TO_17 = 'FROM_12_TO_17',
  FROM_0_TO_17 = 'FROM_0_TO_17',
}
export type ChildBand = Exclude<ChildAges, ChildAges.BY_SECTOR>;

const { CHILDREN_0_2, CHILDREN_3_5, CHILDREN_6_11, CHILDREN_3_11, CHILDREN_12_17, CHILDREN_0_17 } =
  IndicatorKind;

/** The indicators that count each band: the first whole set that a territory has, of one year, is added up. */
export const childBands: Readonly<
  Record<ChildBand, { readonly label: string; readonly ways: readonly (readonly IndicatorKind[])[] }>
> = {
  FROM_0_TO_2: { label: '0 à 2 ans', ways: [[CHILDREN_0_2]] },
  FROM_3_TO_5: { label: '3 à 5 ans', ways: [[CHILDREN_3_5]] },
  FROM_6_TO_11: { label: '6 à 11 ans', ways: [[CHILDREN_6_11]] },
  FROM_3_TO_11: { label: '3 à 11 ans', ways: [[CHILDREN_3_11], [CHILDREN_3_5, CHILDREN_6_11]] },
  FROM_12_TO_17: { label: '12 à 17 ans', ways: [[CHILDREN_12_17]] },
  FROM_0_TO_17: {
    label: '0 à 17 ans',
    ways: [
      [CHILDREN_0_17],
      [CHILDREN_0_2, CHILDREN_3_11, CHILDREN_12_17],
      [CHILDREN_0_2, CHILDREN_3_5, CHILDREN_6_11, CHILDREN_12_17],
    ],
  },
};

/** The children whom a sector is about; a sector that is not there is about no age. */
export const agesOfSector: Readonly<Partial<Record<Sector, ChildBand>>> = {
  [Sector.EARLY_CHILDHOOD]: ChildAges.FROM_0_TO_2,
  [Sector.CHILDHOOD]: ChildAges.FROM_3_TO_11,
  [Sector.YOUTH]: ChildAges.FROM_12_TO_17,
};

/** Which children the amounts of one sector, or of several (null), are divided by; null when the sector does not say. */
export const bandOf = (ages: ChildAges, sector: Sector | null): ChildBand | null =>
  ages === ChildAges.BY_SECTOR ? ((sector && agesOfSector[sector]) ?? null) : ages;

/** What an amount is divided by, or why it is not. */
export enum ChildrenState {
  ALL_COMMUNES = 'ALL_COMMUNES',
  WHOLE_TERRITORY = 'WHOLE_TERRITORY',
  INCOMPLETE = 'INCOMPLETE',
  MISSING = 'MISSING',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
}

/** What is known of the children that an amount is divided by. */
export interface KnownChildren {
  readonly ages: ChildBand | null;
  /** Their number; null unless it is that of all the communes, or of the whole territory. */
  readonly value: number | null;
  readonly year: number | null;
  /** True when it is the territory's own number, and not the sum of its communes. */
  readonly isOwn: boolean;
  readonly communesKnown: number;
  readonly communes: number;
}

export function childrenState({ ages, value, isOwn, communesKnown, communes }: KnownChildren): ChildrenState {
  if (ages === null || communes === 0) return ChildrenState.NOT_APPLICABLE;
  if (value !== null) return isOwn ? ChildrenState.WHOLE_TERRITORY : ChildrenState.ALL_COMMUNES;
  return communesKnown > 0 ? ChildrenState.INCOMPLETE : ChildrenState.MISSING;
}

/** In French: why there is nothing to divide by, and what to do; null when there is. */
export function childrenHint(known: KnownChildren): string | null {
  const { ages, value, communesKnown, communes, year } = known;
  switch (childrenState(known)) {
    case ChildrenState.NOT_APPLICABLE:
      return ages === null
        ? 'Ces montants ne sont pas d’un seul secteur qui désigne un âge : choisissez-le par « childAges ».'
        : 'L’argent des EPCI eux-mêmes, séparé de leurs communes, n’a pas d’enfants à lui.';
    case ChildrenState.INCOMPLETE:
      return (
        `Le nombre d’enfants de ${labelOf(ages)} est connu de ${communesKnown} communes sur ${communes} en ${year} : ` +
        'chargez celles qui manquent, ou la valeur du territoire entier.'
      );
    case ChildrenState.MISSING:
      return `Aucun nombre d’enfants de ${labelOf(ages)} n’est chargé ici, dans la série sans nom : chargez-le par le jeu de données des indicateurs.`;
    default:
      return value === 0
        ? `Il n’y a aucun enfant de ${labelOf(ages)} en ${year} : un montant ne s’y rapporte pas.`
        : null;
  }
}

const labelOf = (ages: ChildBand | null): string => (ages === null ? '' : childBands[ages].label);
