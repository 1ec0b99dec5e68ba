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

/** Whose amounts are partial, among those that have a value. */
interface Partial {
  readonly peers: number;
  readonly withPartialValue: number;
  readonly isPartial: boolean;
}

/** In French: that what is compared is complete of some, and partial of others; null where all of it is complete. */
export function whyPartial(
  { peers, withPartialValue, isPartial }: Partial,
  { communes, reported }: { readonly communes: number; readonly reported: number },
): string | null {
  if (withPartialValue === 0) return null;
  const own = `Le sien est partiel : ${reported} de ses ${communes} communes ont un montant à elles. `;
  const many = withPartialValue > 1 ? 'pairs' : 'pair';
  return (
    `${isPartial ? own : ''}Montants partiels : ${withPartialValue} ${many} sur ${peers}${isPartial ? ', lui compris' : ''}, dont une commune au ` +
    'moins n’a pas de montant à elle pour ce qui est demandé. La médiane et le rang les prennent tels quels.'
  );
}

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
