/** One line of funding as a Caf would pay it to a territory: who gets it, and how much a year per inhabitant. */
export interface FundingModel {
  readonly line: string;
  readonly sector: string;
  readonly perInhabitant: number;
  /** Below this population a territory has no such service. */
  readonly from: number;
  readonly upTo: number;
  /** Share of the territories of that size that have the service. */
  readonly odds: number;
  /** A territory bonus is paid only under a convention. */
  readonly needsConvention: boolean;
}

type Size = readonly [from: number, upTo?: number];

const model = (
  line: string,
  sector: string,
  perInhabitant: number,
  [from, upTo = Number.POSITIVE_INFINITY]: Size,
  odds: number,
): FundingModel => ({
  line,
  sector,
  perInhabitant,
  from,
  upTo,
  odds,
  needsConvention: line.startsWith('Bonus territoire'),
});

/** Amounts per inhabitant were chosen so that the total of the département stays plausible; none is a real rate. */
export const communeFunding: readonly FundingModel[] = [
  model('PSU', 'petite enfance', 26, [2500], 0.85),
  model('Bonus territoire CTG Eaje', 'petite enfance', 5.5, [2500], 0.9),
  model('Bonus mixité sociale', 'petite enfance', 0.9, [10_000], 0.8),
  model('Bonus inclusion handicap', 'petite enfance', 0.7, [8000], 0.7),
  model('CTRE', 'petite enfance', 0.3, [20_000], 0.5),
  model('PS Alsh périscolaire', 'enfance', 2.9, [700], 0.95),
  model('PS Alsh extrascolaire', 'enfance', 2.1, [2000], 0.85),
  model('Bonus territoire CTG Alsh', 'enfance', 0.9, [700], 0.9),
  model('Plan mercredi', 'enfance', 0.4, [2000], 0.6),
  model('PS Alsh accueil adolescents', 'jeunesse', 1, [3000], 0.8),
  model('PS jeunes', 'jeunesse', 0.9, [6000], 0.7),
  model('PS FJT', 'logement', 0.8, [15_000], 0.6),
  model('PS AGC (animation globale et coordination)', 'animation de la vie sociale', 2.4, [6000], 0.8),
  model('PS ACF (animation collective familles)', 'animation de la vie sociale', 0.9, [6000], 0.7),
  model('PS animation locale', 'animation de la vie sociale', 4.5, [1500, 6000], 0.35),
  model('Clas', 'parentalité', 0.4, [3000], 0.7),
  model('Reaap', 'parentalité', 0.3, [3000], 0.6),
  model('PS Laep', 'parentalité', 0.4, [5000], 0.6),
  model('Médiation familiale', 'parentalité', 0.6, [25_000], 0.9),
  model('Espaces de rencontre', 'parentalité', 0.5, [25_000], 0.8),
  model('Fonds publics et territoires (inclusion)', 'handicap', 0.6, [8000], 0.5),
  model('Fonds publics et territoires (accès aux droits)', 'accès aux droits', 0.3, [15_000], 0.6),
  model('Fonds locaux', 'transversal', 0.5, [2000], 0.25),
];

/** Services that an EPCI runs for all its communes: their money is the EPCI's, and is spread over none of them. */
export const epciFunding: readonly FundingModel[] = [
  model('PS RPE', 'petite enfance', 1.5, [1000], 1),
  model('Bonus territoire CTG Eaje (relais petite enfance)', 'petite enfance', 0.4, [30_000], 0.8),
  model('Chargé de coopération', 'pilotage', 1.1, [25_000], 1),
  model('PS Laep intercommunal', 'parentalité', 0.2, [25_000], 0.6),
  model('Reaap', 'parentalité', 0.15, [25_000], 0.7),
  model('Fonds publics et territoires (territoires fragiles)', 'transversal', 0.3, [25_000], 0.5),
];

/** What a commune without a convention still had, before territory bonuses replaced it. */
export const formerContract = model('Contrat enfance jeunesse (Psej)', 'enfance|jeunesse', 4, [2500], 0.8);
export const lastYearOfFormerContract = 2022;
