/** What is compared. */
export enum PeerMeasure {
  PER_INHABITANT = 'PER_INHABITANT',
  PER_CHILD = 'PER_CHILD',
}

/** Why a convention has no peers though its département is known. */
export enum Alone {
  PERIMETER = 'PERIMETER',
  PERIOD = 'PERIOD',
}

/** In French, of each. */
export const whyAlone: Readonly<Record<Alone, string>> = {
  [Alone.PERIMETER]: 'Sans pair ici : le hub ne connaît aucune commune de son périmètre pour cet exercice.',
  [Alone.PERIOD]: 'Sans pair ici : l’exercice est hors de la période de la convention.',
};

/** What a quotient is made of: each null when it is not known. */
interface Quotient {
  readonly cents: string | null;
  readonly denominator: number | null;
}

/** In French: why there is no quotient, the amount first. */
export function whyNoQuotient(measure: PeerMeasure, { cents, denominator }: Quotient): string {
  const none = 'Ses pairs ont une valeur et lui non :';
  if (cents === null)
    return `${none} aucun montant n’en est communiqué pour ce qui est demandé. Ce n’est pas zéro.`;
  if (measure === PeerMeasure.PER_INHABITANT) return `${none} sa population n’est pas connue.`;
  return denominator === null
    ? `${none} un montant est communiqué, mais ses enfants de cet âge ne sont pas tous connus.`
    : `${none} un montant est communiqué, mais il n’a aucun enfant de cet âge.`;
}
