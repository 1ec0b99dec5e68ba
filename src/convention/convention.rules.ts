import type { LocalDate } from '../calendar.js';

/** Shape of the territory that a convention covers; seven shapes exist in practice. */
export enum ConventionScale {
  COMMUNE = 'COMMUNE',
  EPCI = 'EPCI',
  MULTI_EPCI = 'MULTI_EPCI',
  COMMUNE_GROUP = 'COMMUNE_GROUP',
  FORMER_EPCI = 'FORMER_EPCI',
  PART_OF_EPCI = 'PART_OF_EPCI',
  EPCI_AND_COMMUNES = 'EPCI_AND_COMMUNES',
}

/** How the communes of a perimeter are known. */
export enum PerimeterBasis {
  LISTED = 'LISTED',
  WHOLE_EPCI = 'WHOLE_EPCI',
  NOT_STATED = 'NOT_STATED',
}

/** How exactly a source gives a date. */
export enum DatePrecision {
  DAY = 'DAY',
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}

/** What "covered on a date" asks of a convention. */
export enum CoverageRule {
  PERIOD = 'PERIOD',
  PERIOD_AND_SIGNED = 'PERIOD_AND_SIGNED',
}

/** Where a convention stands on a date under a rule. */
export enum ConventionState {
  IN_FORCE = 'IN_FORCE',
  NOT_STARTED = 'NOT_STARTED',
  ENDED = 'ENDED',
  NOT_SIGNED = 'NOT_SIGNED',
  UNDETERMINED = 'UNDETERMINED',
}

export enum SignatoryKind {
  CAF = 'CAF',
  COMMUNE = 'COMMUNE',
  EPCI = 'EPCI',
  INTERMUNICIPAL_SYNDICATE = 'INTERMUNICIPAL_SYNDICATE',
  SOCIAL_ACTION_CENTRE = 'SOCIAL_ACTION_CENTRE',
  DEPARTMENT = 'DEPARTMENT',
  MSA = 'MSA',
  CPAM = 'CPAM',
  CARSAT = 'CARSAT',
  STATE = 'STATE',
  OTHER = 'OTHER',
}

export enum SignatoryRole {
  SIGNATORY = 'SIGNATORY',
  PARTNER = 'PARTNER',
}

export enum AmendmentKind {
  PROLONGATION = 'PROLONGATION',
  SIGNATORY_ADDED = 'SIGNATORY_ADDED',
  PERIMETER_CHANGED = 'PERIMETER_CHANGED',
  CONTENT_ADDED = 'CONTENT_ADDED',
}

/** The canonical themes of a CTG (caf.fr), with OTHER for local ones: the source's words are kept beside. */
export enum Theme {
  EARLY_CHILDHOOD = 'EARLY_CHILDHOOD',
  CHILDHOOD = 'CHILDHOOD',
  YOUTH = 'YOUTH',
  PARENTING = 'PARENTING',
  ACCESS_TO_RIGHTS = 'ACCESS_TO_RIGHTS',
  DIGITAL_INCLUSION = 'DIGITAL_INCLUSION',
  SOCIAL_LIFE = 'SOCIAL_LIFE',
  HOUSING = 'HOUSING',
  DISABILITY = 'DISABILITY',
  SOCIAL_SUPPORT = 'SOCIAL_SUPPORT',
  OTHER = 'OTHER',
}

/** Words that sources use for exactly one canonical theme. Merged themes ("enfance-jeunesse") are OTHER. */
const themeWords: Readonly<Record<string, Theme>> = {
  'petite enfance': Theme.EARLY_CHILDHOOD,
  enfance: Theme.CHILDHOOD,
  jeunesse: Theme.YOUTH,
  parentalite: Theme.PARENTING,
  'accompagnement de la parentalite': Theme.PARENTING,
  'acces aux droits': Theme.ACCESS_TO_RIGHTS,
  'inclusion numerique': Theme.DIGITAL_INCLUSION,
  'animation de la vie sociale': Theme.SOCIAL_LIFE,
  'animation sociale': Theme.SOCIAL_LIFE,
  'vie sociale': Theme.SOCIAL_LIFE,
  logement: Theme.HOUSING,
  'logement et cadre de vie': Theme.HOUSING,
  'logement habitat et cadre de vie': Theme.HOUSING,
  handicap: Theme.DISABILITY,
  'accompagnement social': Theme.SOCIAL_SUPPORT,
};

/** Theme for a source's words, already folded; OTHER for what is local or merges several. */
export const themeOf = (foldedWords: string): Theme => themeWords[foldedWords] ?? Theme.OTHER;

/**
 * Lineage of a reference when the file names none: the reference without its final generation number, so
 * `49-BAUGE-1` and `49-BAUGE-2` are two generations of `49-BAUGE`.
 */
export const lineageOf = (reference: string): string => reference.replace(/-\d{1,2}$/, '');

const signatoryPatterns: readonly (readonly [RegExp, SignatoryKind])[] = [
  [/^caf\b/, SignatoryKind.CAF],
  [/^(ccas|cias)\b/, SignatoryKind.SOCIAL_ACTION_CENTRE],
  [/^msa\b/, SignatoryKind.MSA],
  [/^cpam\b/, SignatoryKind.CPAM],
  [/^carsat\b/, SignatoryKind.CARSAT],
  [/^(departement|conseil departemental)\b/, SignatoryKind.DEPARTMENT],
  [/^(etat|education nationale|prefecture)\b/, SignatoryKind.STATE],
  [/\b(syndicats?|sivom|sivu|sivos|simaje)\b/, SignatoryKind.INTERMUNICIPAL_SYNDICATE],
  [/^(\d+ )?communes?\b|^ville d/, SignatoryKind.COMMUNE],
  [/^(cc|ca|cu|cdc|metropole)\b/, SignatoryKind.EPCI],
];

/** Kind of a party from its name, already folded; OTHER when the name does not tell. */
export const signatoryKindOf = (foldedName: string): SignatoryKind =>
  signatoryPatterns.find(([pattern]) => pattern.test(foldedName))?.[1] ?? SignatoryKind.OTHER;

/** Number of parties that a name stands for: 31 for "31 communes", 1 for a name, null for "communes". */
export function signatoryCountOf(foldedName: string): number | null {
  const counted = /^(\d+) (communes|syndicats)\b/.exec(foldedName);
  if (counted) return Number(counted[1]);
  return /^(communes|groupements)\b/.test(foldedName) ? null : 1;
}

/** A commune of a perimeter, and when it was in. */
export interface PerimeterInterval {
  readonly territoryId: string;
  /** Null: from the convention's start. */
  readonly joinedOn: LocalDate | null;
  /** First day out; null: to the convention's end. */
  readonly leftOn: LocalDate | null;
}

export interface PerimeterEvent {
  readonly effectiveOn: LocalDate | null;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * The dated perimeter: the signed one, folded with the amendments in the order of their effect. An amendment
 * whose date is unknown changes nothing: it cannot be placed. A commune that comes back has one more stay.
 */
export function foldPerimeter<M extends PerimeterInterval>(
  signed: readonly M[],
  events: readonly PerimeterEvent[],
): (M | PerimeterInterval)[] {
  const stays = new Map<string, (M | PerimeterInterval)[]>();
  for (const member of signed) stays.set(member.territoryId, [member]);
  const dated = events.filter(({ effectiveOn }) => effectiveOn !== null);
  for (const { effectiveOn, added, removed } of dated.toSorted((a, b) =>
    compare(a.effectiveOn, b.effectiveOn),
  )) {
    for (const territoryId of removed) {
      const known = stays.get(territoryId) ?? [];
      const last = known.at(-1);
      if (last?.leftOn === null)
        stays.set(territoryId, [...known.slice(0, -1), { ...last, leftOn: effectiveOn }]);
    }
    for (const territoryId of added) {
      const known = stays.get(territoryId) ?? [];
      if (known.at(-1)?.leftOn === null) continue;
      stays.set(territoryId, [...known, { territoryId, joinedOn: effectiveOn, leftOn: null }]);
    }
  }
  // In and out on one day is not to have been in.
  return [...stays.values()]
    .flat()
    .filter(({ joinedOn, leftOn }) => joinedOn === null || joinedOn !== leftOn);
}

const compare = (a: LocalDate | null, b: LocalDate | null): number => (a ?? '').localeCompare(b ?? '');
