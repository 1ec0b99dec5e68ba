import { isAtLeast, TerritoryKind } from '../territory.rules.js';

/** Fewer would tell of each of them nearly what it is: the hub gives no median of them. */
export const minimumPeers = 5;

/** Where peers are looked for. */
export enum PeerArea {
  DEPARTMENT = 'DEPARTMENT',
  REGION = 'REGION',
  COUNTRY = 'COUNTRY',
}

export enum PeerState {
  COMPARED = 'COMPARED',
  NO_VALUE = 'NO_VALUE',
  TOO_FEW = 'TOO_FEW',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
}

/** Kinds whose territories are compared within one population band: the larger ones are too few, and too unlike. */
export const bandedKinds = [TerritoryKind.COMMUNE, TerritoryKind.EPCI] as const;

/** What is compared: a territory of a level, or a convention. */
export type PeerKind = TerritoryKind | 'CONVENTION';

/** Who is compared, and where its peers were looked for. */
export interface Compared {
  readonly kind: PeerKind;
  readonly among: PeerArea;
}

/** Where peers are looked for when nobody says: a département and a region have none but in the whole country. */
export const areaFor = (kind: PeerKind, among: PeerArea | null | undefined): PeerArea =>
  among ?? (isLarge(kind) ? PeerArea.COUNTRY : PeerArea.DEPARTMENT);

const isLarge = (kind: PeerKind): kind is TerritoryKind =>
  kind !== 'CONVENTION' && isAtLeast(kind, TerritoryKind.DEPARTMENT);

/** What is known of one among its peers. */
export interface Standing {
  /** Territory where its peers are; null when it is in none that is known, or none is wider than itself. */
  readonly area: string | null;
  /** Null when it is of no group: nothing larger to be compared in, or a population that nobody knows. Empty when sizes do not matter. */
  readonly band: string | null;
  readonly value: number | null;
  readonly peers: number;
  /** Never counted as zero. */
  readonly withoutValue: number;
  readonly rank: number | null;
  /** Of its peers, itself included: lower quartile, median, upper quartile. */
  readonly quartiles: readonly number[] | null;
}

export function peerState({ band, value, peers }: Omit<Standing, 'quartiles'>): PeerState {
  if (band === null) return PeerState.NOT_APPLICABLE;
  if (peers < minimumPeers) return PeerState.TOO_FEW;
  return value === null ? PeerState.NO_VALUE : PeerState.COMPARED;
}

/** From 1, the lowest quarter of the peers, to 4, the highest; a value on a limit is in the lower one. */
export const quarterOf = (value: number, quartiles: readonly number[]): number =>
  1 + quartiles.filter((limit) => value > limit).length;

/** In French: why there is no comparison, beside what is the same of every measure. */
interface Reasons {
  readonly noValue: string;
  /** Why it is compared with nobody, where its area and its population are not the cause. */
  readonly alone?: string | null;
}

/** Why there is no comparison, and what to ask instead; null when there is one. */
export function peerHint(
  standing: Omit<Standing, 'quartiles'>,
  compared: Compared,
  reasons: Reasons,
): string | null {
  switch (peerState(standing)) {
    case PeerState.NOT_APPLICABLE:
      return whyAlone(standing, compared, reasons);
    case PeerState.TOO_FEW:
      return (
        `Valeurs connues : ${standing.peers}${standing.value === null ? '' : ', la sienne comprise'}, moins de ${minimumPeers} : ni ` +
        `médiane ni rang. ${widening(standing, compared)}`
      );
    case PeerState.NO_VALUE:
      return reasons.noValue;
    default:
      return null;
  }
}

const areas = {
  [PeerArea.DEPARTMENT]: { kind: TerritoryKind.DEPARTMENT, unknown: 'Son département n’est pas connu' },
  [PeerArea.REGION]: { kind: TerritoryKind.REGION, unknown: 'Sa région n’est pas connue' },
  [PeerArea.COUNTRY]: { kind: TerritoryKind.COUNTRY, unknown: 'Sa place n’est pas connue' },
} as const;

function whyAlone({ area }: Pick<Standing, 'area'>, { kind, among }: Compared, { alone }: Reasons): string {
  if (kind === TerritoryKind.COUNTRY) return 'Sans pair : la France entière ne se compare à rien.';
  if (isLarge(kind) && isAtLeast(kind, areas[among].kind))
    return `Sans pair ici : « among: ${among} » n’est pas plus large que le territoire. Demandez « among: COUNTRY ».`;
  if (area === null) return `${areas[among].unknown} : « among: COUNTRY » s’en passe.`;
  return alone ?? 'Sa population n’est pas connue : « sameBand: false » s’en passe.';
}

/** What of the question can still be widened: the area, the sizes, both or nothing. */
function widening({ band }: Pick<Standing, 'band'>, { among }: Compared): string {
  const ways = [
    ...(among === PeerArea.COUNTRY ? [] : ['« among » plus large']),
    ...(band ? ['« sameBand: false »'] : []),
  ];
  return ways.length === 0 ? 'Il n’y a rien de plus large à demander.' : `Demandez ${ways.join(', ou ')}.`;
}

/** Where one stands; nothing of the peers is told of too few of them. */
export function comparison(found: Standing, compared: Compared, reasons: Reasons) {
  const state = peerState(found);
  const isTold = state === PeerState.COMPARED || state === PeerState.NO_VALUE;
  const quartiles = isTold ? found.quartiles : null;
  const [lowerQuartile = null, median = null, upperQuartile = null] = quartiles ?? [];
  const { value } = found;
  const isPlaced = value !== null && quartiles !== null;
  return {
    state,
    hint: peerHint(found, compared, reasons),
    lowerQuartile,
    median,
    upperQuartile,
    rank: isTold ? found.rank : null,
    quarter: isPlaced ? quarterOf(value, quartiles) : null,
    ratioToMedian: isPlaced && median !== null && median > 0 ? value / median : null,
  };
}
