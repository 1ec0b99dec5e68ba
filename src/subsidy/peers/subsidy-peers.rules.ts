import { TerritoryKind } from '../../territory/territory.rules.js';

/** Fewer would tell of each of them nearly what it is: the hub gives no median of them. */
export const minimumPeers = 5;

/** What is compared. */
export enum PeerMeasure {
  PER_INHABITANT = 'PER_INHABITANT',
  PER_CHILD = 'PER_CHILD',
}

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
}

export function peerState({ band, value, peers }: Standing): PeerState {
  if (band === null) return PeerState.NOT_APPLICABLE;
  if (peers < minimumPeers) return PeerState.TOO_FEW;
  return value === null ? PeerState.NO_VALUE : PeerState.COMPARED;
}

/** In French: why there is no comparison, and what to ask instead; null when there is one. */
export function peerHint(standing: Standing): string | null {
  switch (peerState(standing)) {
    case PeerState.NOT_APPLICABLE:
      return (
        'Sans pair ici : « among » n’est pas plus large que le territoire, sa population n’est pas connue (« sameBand: false » s’en ' +
        'passe), ou l’exercice est hors de la période de la convention.'
      );
    case PeerState.TOO_FEW:
      return (
        `${standing.peers} de ses pairs ont une valeur, moins de ${minimumPeers} : ni médiane ni rang. Demandez « among » plus large, ` +
        'ou « sameBand: false ».'
      );
    case PeerState.NO_VALUE:
      return 'Ses pairs ont une valeur et lui non : rien n’est communiqué, ou ses enfants ne sont pas tous connus.';
    default:
      return null;
  }
}

/** From 1, the lowest quarter of the peers, to 4, the highest; a value on a limit is in the lower one. */
export const quarterOf = (value: number, quartiles: readonly number[]): number =>
  1 + quartiles.filter((limit) => value > limit).length;
