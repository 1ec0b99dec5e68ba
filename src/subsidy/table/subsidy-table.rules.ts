import type { TerritoryKind } from '../../territory/territory.rules.js';
import { FundingLine, fundingLines } from '../funding-line.rules.js';
import { Sector } from '../subsidy.rules.js';

/** What a table of subsidies can be grouped by. */
export enum SubsidyDimension {
  COUNTRY = 'COUNTRY',
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  CONVENTION = 'CONVENTION',
  POPULATION_BAND = 'POPULATION_BAND',
  TERRITORY_SCALE = 'TERRITORY_SCALE',
  NATURE = 'NATURE',
  FISCAL_YEAR = 'FISCAL_YEAR',
  SECTOR = 'SECTOR',
  FUNDING_FAMILY = 'FUNDING_FAMILY',
  FUNDING_LINE = 'FUNDING_LINE',
  SECTION = 'SECTION',
}

interface DimensionFacts {
  readonly label: string;
  readonly description: string;
  /** True when it splits territories, and so the people that amounts are divided by. */
  readonly isTerritorial: boolean;
  /** True when the sums that loads keep are split by it, too. */
  readonly isKept: boolean;
  /** At most how many values it takes in the whole country. */
  readonly size: number;
}

const territorial = (label: string, size: number, description: string): DimensionFacts => ({
  label,
  description,
  isTerritorial: true,
  isKept: false,
  size,
});
const ofAmounts = (label: string, size: number, description: string): DimensionFacts => ({
  label,
  description,
  isTerritorial: false,
  isKept: true,
  size,
});

/** Every dimension: the resolver, the catalogue and the limits follow from this table. */
export const subsidyDimensions: Readonly<Record<SubsidyDimension, DimensionFacts>> = {
  COUNTRY: { ...territorial('France', 1, 'La France entière.'), isKept: true },
  REGION: {
    ...territorial('Région', 30, 'Région de la commune ; pour un EPCI, celle de son département.'),
    isKept: true,
  },
  DEPARTMENT: {
    ...territorial(
      'Département',
      110,
      'Département de la commune ; pour un EPCI, celui où vivent le plus de ses habitants.',
    ),
    isKept: true,
  },
  EPCI: territorial('EPCI', 1_300, 'EPCI de la commune, ou l’EPCI lui-même ; vide hors de tout EPCI.'),
  COMMUNE: territorial('Commune', 35_000, 'La commune ; vide pour l’argent des EPCI eux-mêmes.'),
  CONVENTION: territorial(
    'Convention',
    20_000,
    'Convention dont l’exercice est dans la période, ou l’est peut-être (état UNDETERMINED au 31 décembre), comme « subsidies » d’une ' +
      'convention : communes du périmètre au moins un ' +
      'jour de l’exercice, EPCI tout entiers dans le périmètre le 31 décembre ; vide hors de toute convention. Un montant sous deux ' +
      'conventions compte dans chacune, et une seule fois dans les sous-totaux et le total (« countedAgain » dit de combien).',
  ),
  POPULATION_BAND: territorial(
    'Strate de population',
    9,
    'Strate de la commune ; vide si sa population est inconnue, et pour l’argent des EPCI eux-mêmes.',
  ),
  TERRITORY_SCALE: {
    ...ofAmounts(
      'Échelle du territoire',
      2,
      'Qui porte le montant : COMMUNE ou EPCI. Les habitants sont ceux du territoire entier, dans les deux cas.',
    ),
    isKept: false,
  },
  NATURE: ofAmounts(
    'Nature',
    4,
    'Nature du montant : prévisionnel, actualisé, réel, décidé. Jamais additionnée : il y a un total par nature (« totals »).',
  ),
  FISCAL_YEAR: ofAmounts(
    'Exercice',
    30,
    'Exercice du montant. Un montant est d’un exercice entier : il n’y a pas de série par mois.',
  ),
  SECTOR: ofAmounts('Secteur', 11, 'Secteur, UNALLOCATED compris.'),
  FUNDING_FAMILY: ofAmounts(
    'Famille de lignes',
    8,
    'Famille de lignes : prestations de service, bonus territoire CTG, fonds publics et territoires…',
  ),
  FUNDING_LINE: ofAmounts('Ligne de financement', 30, 'Ligne de la nomenclature.'),
  SECTION: ofAmounts('Section', 3, 'Fonctionnement, investissement, ou inconnue.'),
};

/** The dimensions that subtotals add up, from the last: all but a nature, which nothing adds. */
export const addedDimensions = (by: readonly SubsidyDimension[]): SubsidyDimension[] =>
  by.filter((dimension) => dimension !== SubsidyDimension.NATURE);

/** What distinguishes a row that adds up the last `over` of them. */
export function dimensionsOf(by: readonly SubsidyDimension[], over: number): SubsidyDimension[] {
  const left = addedDimensions(by).slice(0, addedDimensions(by).length - over);
  return by.filter((dimension) => dimension === SubsidyDimension.NATURE || left.includes(dimension));
}

/** Beyond which a gap between two natures is one to look at: a tenth of what it is compared to. */
export const gapAlert = 0.1;

/** How many territories a dimension may split a territory of each level into, at most. */
export const partsWithin: Readonly<Record<TerritoryKind, number>> = {
  COMMUNE: 1,
  EPCI: 160,
  DEPARTMENT: 900,
  REGION: 4_500,
  COUNTRY: 35_000,
};

/** How many conventions a territory may have had in force in one year, however few its communes. */
const fewestConventions = 20;

/** How many territories or conventions a dimension may split one into that has so many communes and EPCI, at most. */
export const partsOf = (
  kind: TerritoryKind,
  { communes, epcis }: { readonly communes: number; readonly epcis: number },
): number => Math.min(partsWithin[kind], Math.max(fewestConventions, communes + epcis));

interface Extent {
  readonly kind: TerritoryKind;
  /** `partsOf` the territory, where it is known; what any of its level may have otherwise. */
  readonly parts?: number;
  readonly years: number;
  /** The values that some dimensions are restricted to. */
  readonly filters?: Readonly<Partial<Record<SubsidyDimension, readonly unknown[] | null>>>;
}

/** At most how many cells a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly SubsidyDimension[],
  { kind, parts = partsWithin[kind], years, filters = {} }: Extent,
): number {
  const isByLine = dimensions.includes(SubsidyDimension.FUNDING_LINE);
  const isByPair = isByLine && dimensions.includes(SubsidyDimension.SECTOR);
  const sizes = dimensions.map((dimension) => {
    const { isTerritorial, size } = subsidyDimensions[dimension];
    if (dimension === SubsidyDimension.FISCAL_YEAR) return years;
    if (dimension === SubsidyDimension.FUNDING_LINE && isByPair) return pairsOf(filters);
    // A line is of one family; its sectors are counted with it.
    if (isByLine && toldByLine.includes(dimension)) return 1;
    const most = isTerritorial ? Math.min(size, parts) : size;
    return Math.min(most, filters[dimension]?.length ?? most);
  });
  // A commune is in one EPCI, one département: the finest level counts alone.
  const territories = dimensions.map((dimension, at) =>
    subsidyDimensions[dimension].isTerritorial ? (sizes[at] as number) : 1,
  );
  const others = sizes.filter((_, at) => territories[at] === 1);
  return Math.max(1, ...territories) * others.reduce((product, size) => product * size, 1);
}

const toldByLine = [SubsidyDimension.SECTOR, SubsidyDimension.FUNDING_FAMILY];

/** How many sectors the amounts of a line of one sector are of: that, and UNALLOCATED where a file names several at once. */
const sectorsOfLine = 2;

/** How many pairs of a sector and a line the nomenclature has, of those that filters leave. */
function pairsOf({ SECTOR, FUNDING_LINE }: NonNullable<Extent['filters']>): number {
  const sectors = (SECTOR ?? Object.values(Sector)).length;
  const lines = (FUNDING_LINE ?? Object.values(FundingLine)) as readonly FundingLine[];
  return lines.reduce(
    (sum, line) => sum + (fundingLines[line].sector === null ? sectors : Math.min(sectorsOfLine, sectors)),
    0,
  );
}
