import type { DimensionFacts } from '../../provenance/measure.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { territoryLevels } from '../../territory/territory-levels.rules.js';

/** What a table of completion can be grouped by. */
export enum CompletionDimension {
  COUNTRY = 'COUNTRY',
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  POPULATION_BAND = 'POPULATION_BAND',
  CONVENTION = 'CONVENTION',
  TERRITORY_SCALE = 'TERRITORY_SCALE',
  THEME = 'THEME',
  STATUS = 'STATUS',
  DATE = 'DATE',
}

const { COMMUNE, POPULATION_BAND, CONVENTION, TERRITORY_SCALE, THEME, STATUS, DATE } = CompletionDimension;

/** Every dimension, with its French description: the catalogue and the schema follow from this table. */
export const completionDimensions: Readonly<Record<CompletionDimension, DimensionFacts>> = {
  COUNTRY: { label: 'France', description: 'La France entière : chaque convention y compte une fois.' },
  REGION: {
    label: 'Région',
    description: 'Région ; vide pour les conventions qui touchent le territoire sans toucher aucune région.',
  },
  DEPARTMENT: {
    label: 'Département',
    description:
      'Département ; vide pour les conventions qui touchent le territoire sans toucher aucun de ses départements.',
  },
  EPCI: {
    label: 'EPCI',
    description:
      'EPCI, classé dans le département où vivent le plus de ses habitants ; vide pour les conventions qui touchent le ' +
      'territoire sans toucher aucun de ses EPCI (communes inconnues, hors de tout EPCI, ou d’un EPCI classé ailleurs).',
  },
  COMMUNE: {
    label: 'Commune',
    description:
      'Commune. Une convention partagée par plusieurs communes compte entière dans chacune, et une seule fois dans les sous-totaux et ' +
      'les totaux : les lignes des communes ne s’additionnent pas. Vide pour les conventions qui touchent le territoire sans qu’on ' +
      'sache par quelle commune.',
  },
  POPULATION_BAND: {
    label: 'Strate de population',
    description:
      'Strate des communes. Une convention dont les communes sont de plusieurs strates compte entière dans chacune, et une seule fois ' +
      'dans les sous-totaux et les totaux : les lignes des strates ne s’additionnent pas. Vide pour les conventions dont on ne connaît ' +
      'aucune commune du territoire, ou dont la population n’est pas publiée.',
  },
  CONVENTION: {
    label: 'Convention',
    description: 'Convention en vigueur à la date.',
  },
  TERRITORY_SCALE: {
    label: 'Échelle du territoire',
    description:
      'Forme du territoire des conventions (commune, EPCI…) : chaque convention n’en a qu’une, et les lignes s’additionnent.',
  },
  THEME: {
    label: 'Thématique',
    description:
      'Thématique d’un objectif ou d’une action, qui compte dans chacune des siennes ; vide pour ceux qui n’en portent pas.',
  },
  STATUS: {
    label: 'État',
    description: 'État des actions à la date, UNKNOWN compris : sans taux ni objectifs.',
  },
  DATE: {
    label: 'Date',
    description: 'Date ; jamais additionnée : il y a un total par date.',
  },
};

const levelOf: Readonly<Partial<Record<CompletionDimension, TerritoryKind>>> = {
  COUNTRY: TerritoryKind.COUNTRY,
  REGION: TerritoryKind.REGION,
  DEPARTMENT: TerritoryKind.DEPARTMENT,
  EPCI: TerritoryKind.EPCI,
  COMMUNE: TerritoryKind.COMMUNE,
};

/** Levels of the territories that dimensions ask for, from the widest to the finest. */
export function levelsOf(dimensions: readonly CompletionDimension[]): TerritoryKind[] {
  const asked = dimensions.map((dimension) => levelOf[dimension]);
  return territoryLevels.filter((level) => asked.includes(level));
}

/** Is a row of some dimensions all that counts in its territory, of a kind? Not a part of it, nor what no finer one has. */
export function isPlaced(dimensions: readonly CompletionDimension[], kind: TerritoryKind): boolean {
  const finest = levelsOf(dimensions).at(-1);
  return (
    (finest === undefined || finest === kind) &&
    !dimensions.includes(POPULATION_BAND) &&
    !dimensions.includes(TERRITORY_SCALE)
  );
}

/**
 * Conventions times dates beyond which a table is refused that no sum tells: read one by one from what loads keep of each, or with
 * the hundred objectives and actions of each judged again, for its states or for several themes together.
 */
export const maximumPlans = { kept: 300_000, judged: 60_000 } as const;

/** Plans whose nodes are listed in a second or so. */
export const maximumListed = 3_000;

/** How many EPCI, and conventions, a territory of each level may hold at most. */
const held: Readonly<Record<TerritoryKind, { readonly territories: number; readonly conventions: number }>> =
  {
    COMMUNE: { territories: 1, conventions: 20 },
    EPCI: { territories: 1, conventions: 100 },
    DEPARTMENT: { territories: 60, conventions: 500 },
    REGION: { territories: 200, conventions: 3_000 },
    COUNTRY: { territories: 1_300, conventions: 20_000 },
  };
/** How many communes, likewise. */
const communesWithin: Readonly<Record<TerritoryKind, number>> = {
  COMMUNE: 1,
  EPCI: 160,
  DEPARTMENT: 900,
  REGION: 4_500,
  COUNTRY: 35_000,
};
const sizes: Readonly<Partial<Record<CompletionDimension, number>>> = {
  COUNTRY: 1,
  REGION: 30,
  DEPARTMENT: 110,
  POPULATION_BAND: 9,
  TERRITORY_SCALE: 7,
  THEME: 12,
  STATUS: 8,
};

interface Extent {
  readonly kind: TerritoryKind;
  readonly dates: number;
  /** Those that a table is restricted to; null for none. */
  readonly conventions?: readonly string[] | null;
}

/** At most how many rows a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly CompletionDimension[],
  { kind, dates, conventions: kept }: Extent,
): number {
  const { territories, conventions } = held[kind];
  const places = dimensions
    .filter((dimension) => levelOf[dimension] !== undefined)
    .map((dimension) =>
      dimension === COMMUNE ? communesWithin[kind] : Math.min(sizes[dimension] ?? territories, territories),
    );
  // An EPCI is in one département; a convention touches few territories of a level: the largest counts alone.
  const place = Math.max(
    1,
    ...places,
    dimensions.includes(CONVENTION) ? Math.min(conventions, kept?.length ?? conventions) : 1,
  );
  // A commune is in one band, a convention of one scale.
  const split = [
    THEME,
    STATUS,
    ...(dimensions.includes(COMMUNE) ? [] : [POPULATION_BAND]),
    ...(dimensions.includes(CONVENTION) ? [] : [TERRITORY_SCALE]),
  ];
  return split
    .filter((dimension) => dimensions.includes(dimension))
    .reduce((product, dimension) => product * (sizes[dimension] ?? 1), place * dates);
}

/** How many plans have to be judged, at most: every convention that filters keep, at every date. */
export function plansOf(
  { kind, dates }: Extent,
  {
    territories,
    conventions,
  }: {
    readonly territories?: readonly { readonly kind: TerritoryKind }[] | null;
    readonly conventions?: readonly string[] | null;
  },
): number {
  const ofKept = (territories ?? [{ kind }]).reduce((sum, each) => sum + held[each.kind].conventions, 0);
  return Math.min(held[kind].conventions, ofKept, conventions?.length ?? Number.POSITIVE_INFINITY) * dates;
}

/** A level of a table: what its rows are grouped by beside the date, and how many of the asked dimensions they add up. */
export interface TableLevel {
  readonly over: number;
  readonly by: readonly CompletionDimension[];
}

/** Levels of a table, cells first and the total last. Dates are never added up. */
export function tableLevels(by: readonly CompletionDimension[]): TableLevel[] {
  const added = by.filter((dimension) => dimension !== DATE);
  const total: TableLevel = { over: Math.max(1, added.length), by: [] };
  if (by.length === 0) return [total];
  if (added.length === 0) return [{ over: 0, by: [] }, total];
  return [...added.map((_, over) => ({ over, by: added.slice(0, added.length - over) })), total];
}

/** How many dimensions the totals add up. */
export const topLevel = (by: readonly CompletionDimension[]): number =>
  Math.max(...tableLevels(by).map(({ over }) => over));

/** Why rows cannot be added up to the total; null when they can. */
export function whyNotAdded(by: readonly CompletionDimension[]): string | null {
  const reasons = [
    levelsOf(by).length > 0 && 'une convention qui touche plusieurs territoires compte entière dans chacun',
    by.includes(POPULATION_BAND) &&
      'une convention dont les communes sont de plusieurs strates compte entière dans chacune',
    by.includes(THEME) && 'un objectif ou une action compte dans chacune de ses thématiques',
    by.includes(DATE) && 'une même action est lue à chaque date',
  ].filter((reason) => reason !== false);
  return reasons.length === 0
    ? null
    : `Les lignes ne s’additionnent pas : ${reasons.join(' ; ')}. Sous-totaux et totaux sont comptés à part, sur des ` +
        'conventions, des objectifs et des actions distincts.';
}

/** The dimensions of `by` that tell rows of a level apart, in the order asked. */
export const dimensionsOf = (by: readonly CompletionDimension[], level: TableLevel): CompletionDimension[] =>
  by.filter((dimension) => dimension === DATE || level.by.includes(dimension));
