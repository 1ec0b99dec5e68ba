import type { LocalDate } from '../calendar.js';
import { foldName } from '../territory/territory.rules.js';

/** The numbers about territories that the hub knows by name; any other is OTHER, in its source's own words. */
export enum IndicatorKind {
  CHILDREN_0_2 = 'CHILDREN_0_2',
  CHILDREN_3_5 = 'CHILDREN_3_5',
  CHILDREN_6_11 = 'CHILDREN_6_11',
  CHILDREN_3_11 = 'CHILDREN_3_11',
  CHILDREN_12_17 = 'CHILDREN_12_17',
  CHILDREN_0_17 = 'CHILDREN_0_17',
  BENEFICIARY_HOUSEHOLDS = 'BENEFICIARY_HOUSEHOLDS',
  SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS = 'SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS',
  COVERED_PERSONS = 'COVERED_PERSONS',
  PLACES_EAJE = 'PLACES_EAJE',
  PLACES_EAJE_PSU = 'PLACES_EAJE_PSU',
  PLACES_EAJE_PAJE = 'PLACES_EAJE_PAJE',
  PLACES_CHILDMINDER = 'PLACES_CHILDMINDER',
  PLACES_HOME_CARE = 'PLACES_HOME_CARE',
  PLACES_PRESCHOOL = 'PLACES_PRESCHOOL',
  PLACES_ALL_MODES = 'PLACES_ALL_MODES',
  CHILDCARE_COVERAGE_RATE = 'CHILDCARE_COVERAGE_RATE',
  BIRTHS = 'BIRTHS',
  LOW_INCOME_RATE = 'LOW_INCOME_RATE',
  POVERTY_RATE = 'POVERTY_RATE',
  CHILD_POVERTY_RATE = 'CHILD_POVERTY_RATE',
  MEDIAN_INCOME = 'MEDIAN_INCOME',
  OTHER = 'OTHER',
}

export interface IndicatorFacts {
  /** What a French report calls the number. */
  readonly label: string;
  /** Unit of its values; null when only the source knows. */
  readonly unit: string | null;
  /** May values of several territories be added? Rates may not; of what is not in the list, nobody knows. */
  readonly addsUp: boolean;
  /** Words of sources, folded, that name exactly this number. */
  readonly words: readonly string[];
}

const twoDigits = (age: number) => String(age).padStart(2, '0');

/** The ways in which files name an age band, from its first year to its last one, both included. */
function children(from: number, to: number, ...others: string[]): IndicatorFacts {
  const [next, band] = [to + 1, `${from} ${to}`];
  const people = ['enfants', 'enfants de', 'enfants ages de', 'population de', 'jeunes de', 'children aged'];
  const years = [`${from} a ${to} ans`, `${band} ans`, `${from} to ${to}`];
  const under = [`moins de ${next} ans`, `enfants de moins de ${next} ans`, `children under ${next}`];
  return {
    label: `Enfants de ${from} à ${to} ans`,
    unit: 'enfants',
    addsUp: true,
    words: [
      ...years,
      ...people.flatMap((who) => years.map((ages) => `${who} ${ages}`)),
      ...[`enfants ${band}`, `children ${band}`, `pop${twoDigits(from)}${twoDigits(to)}`],
      ...(from === 0 ? under : []),
      ...others,
    ],
  };
}

const count = (unit: string, label: string, ...words: string[]): IndicatorFacts => ({
  label,
  unit,
  addsUp: true,
  words,
});
const rate = (unit: string, label: string, ...words: string[]): IndicatorFacts => ({
  label,
  unit,
  addsUp: false,
  words,
});

/** The nomenclature: kind → label, unit, whether it adds up, and the words by which files call it. */
export const indicators: Readonly<Record<IndicatorKind, IndicatorFacts>> = {
  CHILDREN_0_2: children(0, 2),
  CHILDREN_3_5: children(3, 5),
  CHILDREN_6_11: children(6, 11),
  CHILDREN_3_11: children(3, 11),
  CHILDREN_12_17: children(12, 17),
  CHILDREN_0_17: children(0, 17, 'enfants mineurs'),
  BENEFICIARY_HOUSEHOLDS: count(
    'foyers',
    'Foyers allocataires',
    ...['allocataires', 'foyers allocataires caf', 'allocataires caf', 'beneficiary households'],
  ),
  SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS: count(
    'foyers',
    'Foyers allocataires monoparentaux',
    ...[
      'allocataires monoparentaux',
      'foyers monoparentaux allocataires',
      'familles monoparentales allocataires',
    ],
    ...['foyers allocataires monoparents', 'single parent beneficiary households'],
  ),
  COVERED_PERSONS: count(
    'personnes',
    'Personnes couvertes par les prestations de la Caf',
    ...['personnes couvertes', 'population couverte', 'population couverte par la caf', 'covered persons'],
  ),
  PLACES_EAJE: count(
    'places',
    'Places en Eaje',
    ...['places eaje', 'places d eaje', 'pl eaje', 'eaje places'],
  ),
  PLACES_EAJE_PSU: count(
    'places',
    'Places en Eaje financées par la PSU',
    ...['places eaje psu', 'places psu', 'pl eaje psu'],
  ),
  PLACES_EAJE_PAJE: count(
    'places',
    'Places en Eaje financées par la Paje (micro-crèches)',
    ...['places eaje paje', 'places paje', 'pl eaje paje'],
  ),
  PLACES_CHILDMINDER: count(
    'places',
    'Places chez les assistants maternels',
    ...['places assistants maternels', 'places chez un assistant maternel', 'places assistantes maternelles'],
    ...['places chez les assistantes maternelles', 'pl am ind', 'childminder places'],
  ),
  PLACES_HOME_CARE: count(
    'places',
    'Places en garde à domicile',
    ...['places garde a domicile', 'places de garde a domicile', 'pl gad ind', 'home care places'],
  ),
  PLACES_PRESCHOOL: count(
    'places',
    'Places en préscolarisation avant 3 ans',
    ...['places preschool', 'places ecole maternelle moins de 3 ans', 'places prescolarisation'],
    ...['places en prescolarisation', 'pl prescol', 'preschool places'],
  ),
  PLACES_ALL_MODES: count(
    'places',
    'Places de tous les modes d’accueil formels',
    ...['tot offre', 'offre totale', 'places tous modes', 'places tous modes d accueil', 'childcare places'],
  ),
  CHILDCARE_COVERAGE_RATE: rate(
    'places pour 100 enfants de moins de 3 ans',
    'Taux de couverture de l’accueil du jeune enfant',
    ...['taux de couverture en modes de garde', 'taux de couverture accueil du jeune enfant'],
    ...['taux de couverture petite enfance', 'txcouv', 'txcouvglo', 'childcare coverage rate'],
  ),
  BIRTHS: count('naissances', 'Naissances', 'naissances domiciliees', 'naissances vivantes', 'births'),
  LOW_INCOME_RATE: rate(
    '%',
    'Part des foyers à bas revenus',
    ...[
      'taux de bas revenus',
      'part des bas revenus',
      'part d allocataires a bas revenus',
      'low income rate',
    ],
  ),
  POVERTY_RATE: rate(
    '%',
    'Taux de pauvreté',
    'part de la population sous le seuil de pauvrete',
    'poverty rate',
  ),
  CHILD_POVERTY_RATE: rate(
    '%',
    'Taux de pauvreté des enfants',
    ...['taux de pauvrete infantile', 'taux de pauvrete des moins de 18 ans', 'child poverty rate'],
  ),
  MEDIAN_INCOME: rate(
    'euros par an et par unité de consommation',
    'Niveau de vie médian',
    ...[
      'revenu median',
      'revenu disponible median',
      'mediane du niveau de vie',
      'niveau de vie median filosofi',
    ],
    ...['revenu median par unite de consommation', 'median income'],
  ),
  OTHER: { label: 'Autre indicateur', unit: null, addsUp: false, words: [] },
};

const kinds = new Map(
  Object.entries(indicators).flatMap(([kind, { label, words }]) =>
    [foldName(label), ...words].map((word) => [word, kind as IndicatorKind] as const),
  ),
);

// "nombre d'enfants", "nb allocataires", and the census year that INSEE puts first: "P20_POP0002".
const decoration = /^(?:(?:nombre|nb|effectif|number)(?: (?:de|d|des|total de|of))? |p\d\d )/;

/**
 * Kind for the words of a source, already folded. The whole name must be one of the list: "enfants de 0 à 2 ans en
 * crèche" only opens like one, and is another number, so OTHER.
 */
export const indicatorKindOf = (foldedWords: string): IndicatorKind =>
  kinds.get(foldedWords) ?? kinds.get(foldedWords.replace(decoration, '')) ?? IndicatorKind.OTHER;

/** What names a number inside the hub: its kind, and for OTHER its source's words. */
export const indicatorKey = (kind: IndicatorKind, words: string | null): string =>
  kind === IndicatorKind.OTHER ? `${kind}:${foldName(words ?? '')}` : kind;

/** Natural key of a value: a second value of the same number, day and series corrects the first. */
export const indicatorValueId = (
  territoryId: string,
  kind: IndicatorKind,
  words: string | null,
  observedOn: LocalDate,
  series: string,
): string => [territoryId, indicatorKey(kind, words), observedOn, series].join('/');
