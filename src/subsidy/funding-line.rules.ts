import { foldName } from '../territory/territory.rules.js';
import { Sector } from './subsidy.rules.js';

/** Funding lines of the Caf's social action, as a report names them. */
export enum FundingLine {
  PSU = 'PSU',
  SOCIAL_MIX_BONUS = 'SOCIAL_MIX_BONUS',
  DISABILITY_BONUS = 'DISABILITY_BONUS',
  TERRITORY_BONUS_EAJE = 'TERRITORY_BONUS_EAJE',
  CTRE = 'CTRE',
  PS_RPE = 'PS_RPE',
  PS_LAEP = 'PS_LAEP',
  PS_ALSH = 'PS_ALSH',
  TERRITORY_BONUS_ALSH = 'TERRITORY_BONUS_ALSH',
  WEDNESDAY_PLAN = 'WEDNESDAY_PLAN',
  PS_YOUTH = 'PS_YOUTH',
  PS_FJT = 'PS_FJT',
  PS_AGC = 'PS_AGC',
  PS_ACF = 'PS_ACF',
  PS_LOCAL_LIFE = 'PS_LOCAL_LIFE',
  CLAS = 'CLAS',
  REAAP = 'REAAP',
  FAMILY_MEDIATION = 'FAMILY_MEDIATION',
  MEETING_PLACES = 'MEETING_PLACES',
  PUBLIC_AND_TERRITORIES_FUND = 'PUBLIC_AND_TERRITORIES_FUND',
  COOPERATION_OFFICER = 'COOPERATION_OFFICER',
  CEJ = 'CEJ',
  INVESTMENT = 'INVESTMENT',
  LOCAL_FUNDS = 'LOCAL_FUNDS',
  OTHER = 'OTHER',
  NOT_STATED = 'NOT_STATED',
}

export interface FundingLineFacts {
  /** What a French report calls the line. */
  readonly label: string;
  /** The one sector that the line always pays; null when it pays several. */
  readonly sector: Sector | null;
  /** Words of sources, folded, that name the line when they open its label. */
  readonly words: readonly string[];
}

/** The nomenclature: funding line → label, sector, and the words by which sources call it. */
export const fundingLines: Readonly<Record<FundingLine, FundingLineFacts>> = {
  [FundingLine.PSU]: {
    label: 'PSU (prestation de service unique)',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['psu', 'prestation de service unique'],
  },
  [FundingLine.SOCIAL_MIX_BONUS]: {
    label: 'Bonus mixité sociale',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['bonus mixite'],
  },
  [FundingLine.DISABILITY_BONUS]: {
    label: 'Bonus inclusion handicap',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['bonus inclusion handicap', 'bonus handicap'],
  },
  [FundingLine.TERRITORY_BONUS_EAJE]: {
    label: 'Bonus territoire CTG (Eaje)',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['bonus territoire ctg eaje', 'bonus territoire eaje'],
  },
  [FundingLine.CTRE]: {
    label: 'CTRE (contrat territorial réservataire)',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['ctre'],
  },
  [FundingLine.PS_RPE]: {
    label: 'PS relais petite enfance',
    sector: Sector.EARLY_CHILDHOOD,
    words: ['ps rpe', 'ps ram', 'relais petite enfance'],
  },
  [FundingLine.PS_LAEP]: {
    label: 'PS lieu d’accueil enfants-parents',
    sector: Sector.PARENTING,
    words: ['ps laep', 'laep'],
  },
  [FundingLine.PS_ALSH]: { label: 'PS accueil de loisirs', sector: null, words: ['ps alsh'] },
  [FundingLine.TERRITORY_BONUS_ALSH]: {
    label: 'Bonus territoire CTG (Alsh)',
    sector: null,
    words: ['bonus territoire ctg alsh', 'bonus territoire alsh'],
  },
  [FundingLine.WEDNESDAY_PLAN]: {
    label: 'Plan mercredi',
    sector: Sector.CHILDHOOD,
    words: ['plan mercredi'],
  },
  [FundingLine.PS_YOUTH]: { label: 'PS jeunes', sector: Sector.YOUTH, words: ['ps jeunes'] },
  [FundingLine.PS_FJT]: { label: 'PS foyers de jeunes travailleurs', sector: null, words: ['ps fjt'] },
  [FundingLine.PS_AGC]: {
    label: 'PS animation globale et coordination',
    sector: Sector.SOCIAL_LIFE,
    words: ['ps agc', 'animation globale'],
  },
  [FundingLine.PS_ACF]: {
    label: 'PS animation collective familles',
    sector: Sector.SOCIAL_LIFE,
    words: ['ps acf', 'animation collective familles'],
  },
  [FundingLine.PS_LOCAL_LIFE]: {
    label: 'PS animation locale',
    sector: Sector.SOCIAL_LIFE,
    words: ['ps animation locale', 'animation locale'],
  },
  [FundingLine.CLAS]: {
    label: 'Clas (accompagnement à la scolarité)',
    sector: Sector.PARENTING,
    words: ['clas'],
  },
  [FundingLine.REAAP]: { label: 'Reaap', sector: Sector.PARENTING, words: ['reaap'] },
  [FundingLine.FAMILY_MEDIATION]: {
    label: 'Médiation familiale',
    sector: Sector.PARENTING,
    words: ['mediation familiale'],
  },
  [FundingLine.MEETING_PLACES]: {
    label: 'Espaces de rencontre',
    sector: Sector.PARENTING,
    words: ['espaces de rencontre', 'espace de rencontre'],
  },
  [FundingLine.PUBLIC_AND_TERRITORIES_FUND]: {
    label: 'Fonds publics et territoires',
    sector: null,
    words: ['fonds publics et territoires', 'fpt'],
  },
  [FundingLine.COOPERATION_OFFICER]: {
    label: 'Pilotage et chargé de coopération',
    sector: Sector.STEERING,
    words: ['pilotage', 'charge de cooperation'],
  },
  [FundingLine.CEJ]: {
    label: 'Contrat enfance jeunesse (Psej)',
    sector: null,
    words: ['psej', 'cej', 'contrat enfance jeunesse'],
  },
  [FundingLine.INVESTMENT]: {
    label: 'Aide à l’investissement',
    sector: null,
    words: ['investissement', 'piaje'],
  },
  [FundingLine.LOCAL_FUNDS]: { label: 'Fonds locaux', sector: null, words: ['fonds locaux'] },
  [FundingLine.OTHER]: { label: 'Autre ligne', sector: null, words: [] },
  [FundingLine.NOT_STATED]: { label: 'Ligne non précisée', sector: null, words: [] },
};

/** Families of lines, as a report sums them up. */
export enum FundingFamily {
  SERVICE_ALLOWANCE = 'SERVICE_ALLOWANCE',
  TERRITORY_BONUS = 'TERRITORY_BONUS',
  SOCIAL_MIX_BONUS = 'SOCIAL_MIX_BONUS',
  DISABILITY_BONUS = 'DISABILITY_BONUS',
  PUBLIC_AND_TERRITORIES_FUND = 'PUBLIC_AND_TERRITORIES_FUND',
  INVESTMENT = 'INVESTMENT',
  OTHER_LINES = 'OTHER_LINES',
  NOT_STATED = 'NOT_STATED',
}

/** What a French report calls each family. */
export const fundingFamilies: Readonly<Record<FundingFamily, string>> = {
  [FundingFamily.SERVICE_ALLOWANCE]: 'Prestations de service (PSU et PS)',
  [FundingFamily.TERRITORY_BONUS]: 'Bonus territoire CTG',
  [FundingFamily.SOCIAL_MIX_BONUS]: 'Bonus mixité sociale',
  [FundingFamily.DISABILITY_BONUS]: 'Bonus inclusion handicap',
  [FundingFamily.PUBLIC_AND_TERRITORIES_FUND]: 'Fonds publics et territoires',
  [FundingFamily.INVESTMENT]: 'Aide à l’investissement',
  [FundingFamily.OTHER_LINES]: 'Autres lignes',
  [FundingFamily.NOT_STATED]: 'Ligne non précisée',
};

/** The family of each line; one that is not there is of the other lines. */
export const familyOf: Readonly<Partial<Record<FundingLine, FundingFamily>>> = {
  [FundingLine.PSU]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_RPE]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_LAEP]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_ALSH]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_YOUTH]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_FJT]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_AGC]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_ACF]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.PS_LOCAL_LIFE]: FundingFamily.SERVICE_ALLOWANCE,
  [FundingLine.TERRITORY_BONUS_EAJE]: FundingFamily.TERRITORY_BONUS,
  [FundingLine.TERRITORY_BONUS_ALSH]: FundingFamily.TERRITORY_BONUS,
  [FundingLine.SOCIAL_MIX_BONUS]: FundingFamily.SOCIAL_MIX_BONUS,
  [FundingLine.DISABILITY_BONUS]: FundingFamily.DISABILITY_BONUS,
  [FundingLine.PUBLIC_AND_TERRITORIES_FUND]: FundingFamily.PUBLIC_AND_TERRITORIES_FUND,
  [FundingLine.INVESTMENT]: FundingFamily.INVESTMENT,
  [FundingLine.NOT_STATED]: FundingFamily.NOT_STATED,
};

/** The lines of some families. */
export const linesOf = (families: readonly FundingFamily[]): FundingLine[] =>
  Object.values(FundingLine).filter((line) => families.includes(familyOf[line] ?? FundingFamily.OTHER_LINES));

// Longest first, so that "bonus territoire ctg alsh" is not taken for a shorter name that opens it.
const openings = Object.entries(fundingLines)
  .flatMap(([line, { label, words }]) =>
    [foldName(label), ...words].map((word) => ({ word, line: line as FundingLine })),
  )
  .toSorted((a, b) => b.word.length - a.word.length);

/**
 * Funding line that a source's words open with, already folded: by its label or one of its other names; OTHER when
 * the nomenclature has none.
 */
export function fundingLineOf(foldedWords: string): FundingLine {
  if (foldedWords === '') return FundingLine.NOT_STATED;
  const opens = ({ word }: { word: string }) => foldedWords === word || foldedWords.startsWith(`${word} `);
  return openings.find(opens)?.line ?? FundingLine.OTHER;
}
