import { partsWithin } from '../../subsidy/table/subsidy-table.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';

/** What a table of coverage can be grouped by. */
export enum CoverageDimension {
  COUNTRY = 'COUNTRY',
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  POPULATION_BAND = 'POPULATION_BAND',
  CONVENTION = 'CONVENTION',
  TERRITORY_SCALE = 'TERRITORY_SCALE',
  STATUS = 'STATUS',
  DATE = 'DATE',
}

/** A dimension that groups communes; only a date does not. */
export type TerritorialDimension = Exclude<CoverageDimension, CoverageDimension.DATE>;

interface DimensionFacts {
  readonly label: string;
  readonly description: string;
  /** At most how many values it takes in the whole country. */
  readonly size: number;
}

/** Every dimension: the resolver, the catalogue and the limits follow from this table. */
export const coverageDimensions: Readonly<Record<CoverageDimension, DimensionFacts>> = {
  COUNTRY: { label: 'France', size: 1, description: 'La France entière.' },
  REGION: { label: 'Région', size: 30, description: 'Région de la commune.' },
  DEPARTMENT: {
    label: 'Département',
    size: 110,
    description:
      'Département de la commune : le sien, même si son EPCI est compté dans le département voisin.',
  },
  EPCI: {
    label: 'EPCI',
    size: 1_300,
    description:
      'EPCI de la commune, pour ses seules communes du territoire demandé ; vide hors de tout EPCI.',
  },
  COMMUNE: { label: 'Commune', size: 35_000, description: 'La commune.' },
  POPULATION_BAND: {
    label: 'Strate de population',
    size: 9,
    description: 'Strate de la commune ; vide si sa population n’est pas publiée.',
  },
  CONVENTION: {
    label: 'Convention',
    size: 20_000,
    description:
      'Convention en vigueur, ou dont les dates ne disent pas si elle l’est, et qui a la commune dans son périmètre à la date ; vide ' +
      'pour les communes qui ne sont sous aucune. Une commune sous deux conventions est dans les deux lignes, et une seule fois dans ' +
      'les sous-totaux et les totaux.',
  },
  TERRITORY_SCALE: {
    label: 'Échelle du territoire',
    size: 8,
    description:
      'Forme du territoire de ces mêmes conventions (commune, EPCI…) ; vide pour les communes qui ne sont sous aucune. Une commune ' +
      'sous des conventions de deux formes est dans les deux lignes, et une seule fois dans les sous-totaux et les totaux.',
  },
  STATUS: {
    label: 'État',
    size: 4,
    description:
      'Ce que le hub sait de la commune à la date : couverte, non couverte, indéterminée, ou rien. Chacune est dans un seul état : les ' +
      'lignes s’additionnent. Un état n’a pas de taux : lisez « communeCount », « inhabitants » et leurs parts.',
  },
  DATE: {
    label: 'Date',
    size: 60,
    description: 'Date de la mesure. Une part ne s’additionne jamais d’une date à l’autre.',
  },
};

const { COMMUNE, CONVENTION, TERRITORY_SCALE, STATUS, DATE } = CoverageDimension;

export const isTerritorial = (dimension: CoverageDimension): dimension is TerritorialDimension =>
  dimension !== DATE;

/** A dimension that is a level of territories, whose figures the loads keep. */
export const isLevel = (dimension: CoverageDimension): dimension is TerritorialDimension & TerritoryKind =>
  dimension in TerritoryKind;

/** A dimension by which one commune may be in several rows. */
export const isShared = (dimension: CoverageDimension): boolean =>
  dimension === CONVENTION || dimension === TERRITORY_SCALE;

/** Are the communes of a row others at another date? Those of a state, a convention or a scale are. */
export const isMoving = (by: readonly CoverageDimension[], isStated: boolean): boolean =>
  isStated || by.some((dimension) => isShared(dimension) || dimension === STATUS);

/** The dimension by which a rate has no meaning, because all communes of a row are in one state; undefined when there is none. */
export const rateless = (by: readonly CoverageDimension[]): CoverageDimension | undefined =>
  by.find((dimension) => dimension === STATUS || dimension === CONVENTION);

/** Conventions, or their scales, that a commune is under at most, by far. */
const conventionsOfCommune = 7;

/** At most how many cells a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly CoverageDimension[],
  { kind, dates }: { readonly kind: TerritoryKind; readonly dates: number },
): number {
  // A commune is in one EPCI, one département, one band, one state: no combination has more cells than there are communes.
  const most = dimensions
    .filter(isTerritorial)
    .reduce((product, dimension) => product * coverageDimensions[dimension].size, 1);
  const under = dimensions.some(isShared) && dimensions.includes(COMMUNE) ? conventionsOfCommune : 1;
  return Math.min(most, partsWithin[kind] * under) * dates;
}

/** In French: why the rows of a table cannot be added up to its total; null when they can. */
export function whyNotAdded(by: readonly CoverageDimension[]): string | null {
  const reasons = [
    by.some(isShared) && 'une commune sous plusieurs conventions est dans la ligne de chacune',
    by.includes(DATE) && 'une même commune est comptée à chaque date',
  ].filter((reason) => reason !== false);
  return reasons.length === 0
    ? null
    : `Les lignes ne s’additionnent pas : ${reasons.join(' ; ')}. Sous-totaux et totaux comptent chaque commune une fois.`;
}
