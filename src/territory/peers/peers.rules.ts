import { TerritoryKind } from '../territory.rules.js';

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

/** What is known of one among its peers. */
export interface Standing {
  /** Null when it is of no group: nothing larger to be compared in, or a population that nobody knows. */
  readonly band: string | null;
  readonly value: number | null;
  readonly peers: number;
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

/** In French: why there is no comparison, beside what each measure says of it. */
interface Reasons {
  readonly notApplicable: string;
  readonly noValue: string;
}

/** Why there is no comparison, and what to ask instead; null when there is one. */
export function peerHint(standing: Omit<Standing, 'quartiles'>, reasons: Reasons): string | null {
  switch (peerState(standing)) {
    case PeerState.NOT_APPLICABLE:
      return reasons.notApplicable;
    case PeerState.TOO_FEW:
      return (
        `${standing.peers} de ses pairs ont une valeur, moins de ${minimumPeers} : ni médiane ni rang. Demandez « among » plus large, ` +
        'ou « sameBand: false ».'
      );
    case PeerState.NO_VALUE:
      return reasons.noValue;
    default:
      return null;
  }
}

/** Where one stands; nothing of the peers is told of too few of them. */
export function comparison(found: Standing, reasons: Reasons) {
  const state = peerState(found);
  const isTold = state === PeerState.COMPARED || state === PeerState.NO_VALUE;
  const quartiles = isTold ? found.quartiles : null;
  const [lowerQuartile = null, median = null, upperQuartile = null] = quartiles ?? [];
  const { value } = found;
  const isPlaced = value !== null && quartiles !== null;
  return {
    state,
    hint: peerHint(found, reasons),
    lowerQuartile,
    median,
    upperQuartile,
    rank: isTold ? found.rank : null,
    quarter: isPlaced ? quarterOf(value, quartiles) : null,
    ratioToMedian: isPlaced && median !== null && median > 0 ? value / median : null,
  };
}
