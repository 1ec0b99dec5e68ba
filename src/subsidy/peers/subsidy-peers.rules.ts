/** What is compared. */
export enum PeerMeasure {
  PER_INHABITANT = 'PER_INHABITANT',
  PER_CHILD = 'PER_CHILD',
}

/** In French: why there is no comparison, and what to ask instead. */
export const reasons = {
  notApplicable:
    'Sans pair ici : « among » n’est pas plus large que le territoire, sa population n’est pas connue (« sameBand: false » s’en ' +
    'passe), ou l’exercice est hors de la période de la convention.',
  noValue:
    'Ses pairs ont une valeur et lui non : rien n’est communiqué, ou ses enfants ne sont pas tous connus.',
} as const;
