/** Why nothing is known to be covered where conventions touch a territory. */
export enum UnknownCoverage {
  DATES = 'DATES',
  PERIMETER = 'PERIMETER',
}

/** What is told of a territory's own coverage. */
interface Own {
  readonly communes: { readonly numerator: number; readonly denominator: number };
  readonly population: { readonly denominator: number };
  readonly unknown: {
    readonly conventionsWithUnknownDates: number;
    readonly conventionsWithUnknownPerimeter: number;
  };
}

const unknownDates = 'ont des dates inconnues';
const unknownPerimeter = 'ne nomment pas toutes leurs communes';

/** In French: why a territory has no share to compare. @param cause null when no convention touches it */
export function whyNoShare(cause: UnknownCoverage | null, { population }: Own): string {
  const none = 'Ses pairs ont une part et lui non :';
  if (population.denominator === 0) return `${none} sa population n’est pas connue.`;
  if (cause === null) return `${none} aucune convention connue du hub ne le touche.`;
  const conventions = {
    [UnknownCoverage.DATES]: `des conventions qui le touchent ${unknownDates}`,
    [UnknownCoverage.PERIMETER]: `des conventions en vigueur qui le touchent ${unknownPerimeter}`,
  }[cause];
  return `${none} rien n’y est couvert à coup sûr, et ${conventions}. Ce n’est pas zéro.`;
}

/** In French: why the share of a territory is a minimum; null where every commune is covered, or nothing may cover the others. */
export function whyMinimum({ communes, unknown }: Own): string | null {
  const causes = [
    ...(unknown.conventionsWithUnknownDates > 0 ? [unknownDates] : []),
    ...(unknown.conventionsWithUnknownPerimeter > 0 ? [unknownPerimeter] : []),
  ];
  if (causes.length === 0 || communes.numerator === communes.denominator) return null;
  return `Sa part est un minimum : des conventions qui le touchent ${causes.join(', d’autres ')} (« ctgCoverage » : « unknown »).`;
}
