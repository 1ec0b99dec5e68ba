/** Sectors of social action. UNALLOCATED is money whose source does not split it: visible, never spread. */
export enum Sector {
  EARLY_CHILDHOOD = 'EARLY_CHILDHOOD',
  CHILDHOOD = 'CHILDHOOD',
  YOUTH = 'YOUTH',
  PARENTING = 'PARENTING',
  SOCIAL_LIFE = 'SOCIAL_LIFE',
  ACCESS_TO_RIGHTS = 'ACCESS_TO_RIGHTS',
  HOUSING = 'HOUSING',
  DISABILITY = 'DISABILITY',
  STEERING = 'STEERING',
  CROSS_CUTTING = 'CROSS_CUTTING',
  UNALLOCATED = 'UNALLOCATED',
}

/** What a French report calls each sector. */
export const sectorLabels: Readonly<Record<Sector, string>> = {
  [Sector.EARLY_CHILDHOOD]: 'Petite enfance',
  [Sector.CHILDHOOD]: 'Enfance',
  [Sector.YOUTH]: 'Jeunesse',
  [Sector.PARENTING]: 'Parentalité',
  [Sector.SOCIAL_LIFE]: 'Animation de la vie sociale',
  [Sector.ACCESS_TO_RIGHTS]: 'Accès aux droits',
  [Sector.HOUSING]: 'Logement et habitat',
  [Sector.DISABILITY]: 'Handicap',
  [Sector.STEERING]: 'Pilotage, chargés de coopération',
  [Sector.CROSS_CUTTING]: 'Transversal (déclaré comme tel par la source)',
  [Sector.UNALLOCATED]: 'Non ventilé (la source ne le répartit pas entre secteurs)',
};

/** How certain an amount is. Natures are never added together. */
export enum SubsidyNature {
  FORECAST = 'FORECAST',
  REVISED = 'REVISED',
  REAL = 'REAL',
  DECIDED = 'DECIDED',
  UNKNOWN = 'UNKNOWN',
}

/** In French, within a sentence. */
export const natureLabels: Readonly<Record<SubsidyNature, string>> = {
  FORECAST: 'prévisionnel',
  REVISED: 'actualisé',
  REAL: 'réel',
  DECIDED: 'décidé',
  UNKNOWN: 'nature inconnue',
};

/** How exactly a source gives an amount. */
export enum AmountPrecision {
  EXACT = 'EXACT',
  APPROXIMATE = 'APPROXIMATE',
  AT_LEAST = 'AT_LEAST',
  AT_MOST = 'AT_MOST',
}

export enum Section {
  RUNNING = 'RUNNING',
  INVESTMENT = 'INVESTMENT',
  UNKNOWN = 'UNKNOWN',
}

/** What the years of an amount mean. */
export enum Periodicity {
  YEARLY = 'YEARLY',
  MULTI_YEAR = 'MULTI_YEAR',
  ONE_OFF = 'ONE_OFF',
  UNKNOWN = 'UNKNOWN',
}

/** Why an amount is in no yearly total. */
export enum SetAsideReason {
  PUBLISHED_TOTAL = 'PUBLISHED_TOTAL',
  MULTI_YEAR = 'MULTI_YEAR',
  YEAR_UNKNOWN = 'YEAR_UNKNOWN',
  NATURE_UNKNOWN = 'NATURE_UNKNOWN',
}

const sectorWords: Readonly<Record<string, Sector>> = {
  'petite enfance': Sector.EARLY_CHILDHOOD,
  enfance: Sector.CHILDHOOD,
  jeunesse: Sector.YOUTH,
  parentalite: Sector.PARENTING,
  'animation de la vie sociale': Sector.SOCIAL_LIFE,
  'vie sociale': Sector.SOCIAL_LIFE,
  avs: Sector.SOCIAL_LIFE,
  'acces aux droits': Sector.ACCESS_TO_RIGHTS,
  logement: Sector.HOUSING,
  'logement et habitat': Sector.HOUSING,
  handicap: Sector.DISABILITY,
  pilotage: Sector.STEERING,
  'pilotage charges de cooperation': Sector.STEERING,
  transversal: Sector.CROSS_CUTTING,
};

/** Words that name no sector: the amount is for all of them. */
const allSectors = new Set(['tous secteurs', 'non ventile']);

/** Sector of one word of a source, already folded; null when the word is not a sector. */
export function sectorOf(foldedWord: string): Sector | null {
  return allSectors.has(foldedWord) ? Sector.UNALLOCATED : (sectorWords[foldedWord] ?? null);
}

/** One sector stays itself; several, or none, are an amount that its source does not split. */
export const singleSector = (sectors: readonly Sector[]): Sector =>
  sectors.length === 1 ? (sectors[0] as Sector) : Sector.UNALLOCATED;

export interface AmountTerms {
  /** True for a commune or an EPCI, false for a département and above. */
  readonly isLocal: boolean;
  readonly periodicity: Periodicity;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly nature: SubsidyNature;
}

/**
 * Decides whether an amount belongs to a yearly total, in this order of reasons:
 * an amount published for a département or above repeats the money of its communes; a sum over several years
 * is not a yearly amount; an amount without year, or without nature, cannot be placed.
 */
export function setAsideReason(terms: AmountTerms): SetAsideReason | null {
  if (!terms.isLocal) return SetAsideReason.PUBLISHED_TOTAL;
  if (terms.yearFrom === null || terms.yearTo === null) return SetAsideReason.YEAR_UNKNOWN;
  if (terms.nature === SubsidyNature.UNKNOWN) return SetAsideReason.NATURE_UNKNOWN;
  if (terms.yearFrom !== terms.yearTo || terms.periodicity === Periodicity.MULTI_YEAR) {
    return SetAsideReason.MULTI_YEAR;
  }
  return null;
}

/** Opens the key of an amount whose identifier is its territory's own: `~@commune:49018/S-1`. */
export const ownReferenceMark = '~@';
const ownReference = /^~@[^/]*\//;

/** The identifier of an amount as its file gave it. */
export const shownReference = (reference: string): string => reference.replace(ownReference, '');
