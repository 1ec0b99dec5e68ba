/** Who leads an action, from the words of its plan. */
export enum LeadKind {
  CAF = 'CAF',
  LOCAL_AUTHORITY = 'LOCAL_AUTHORITY',
  SOCIAL_ACTION_CENTRE = 'SOCIAL_ACTION_CENTRE',
  COOPERATION_OFFICER = 'COOPERATION_OFFICER',
  SOCIAL_CENTRE = 'SOCIAL_CENTRE',
  FACILITY = 'FACILITY',
  ASSOCIATION = 'ASSOCIATION',
  DEPARTMENT = 'DEPARTMENT',
  MSA = 'MSA',
  STATE = 'STATE',
  OTHER = 'OTHER',
}

/** What each kind is called in folded words; the first that matches is the kind. Read by the SQL too. */
export const leadPatterns: readonly (readonly [RegExp, LeadKind])[] = [
  [/^caf\b|\bcaisse d allocations familiales\b/, LeadKind.CAF],
  [/\b(ccas|cias)\b|\bcentre (inter)?communal d action sociale\b/, LeadKind.SOCIAL_ACTION_CENTRE],
  [/^msa\b|\bmutualite sociale agricole\b/, LeadKind.MSA],
  [
    /\bcharge(e|s|es| e)? de cooperation\b|^(coordination|coordinateur|coordinatrice|coordonnateur)\b/,
    LeadKind.COOPERATION_OFFICER,
  ],
  [
    /\bcentres? (social|sociaux|socioculturels?|socio culturels?)\b|\bespaces? de vie sociale\b/,
    LeadKind.SOCIAL_CENTRE,
  ],
  [
    /\b(relais|creches?|multi accueil|halte garderie|laep|mediatheque|ludotheque|maison|residence)\b|\baccueil de loisirs\b/,
    LeadKind.FACILITY,
  ],
  [/^(departement|conseil departemental)\b/, LeadKind.DEPARTMENT],
  [/^(etat|education nationale|prefecture)\b/, LeadKind.STATE],
  [/\b(associations?|federation|familles rurales)\b|\bmission locale\b/, LeadKind.ASSOCIATION],
  [
    /^(services?|direction|communes?|mairie|ville|cc|ca|cu|communaute|agglomeration|metropole|intercommunalite)\b/,
    LeadKind.LOCAL_AUTHORITY,
  ],
];

/** Kind of a lead from its words, already folded; OTHER when they do not tell. */
export const leadKindOf = (foldedWords: string): LeadKind =>
  leadPatterns.find(([pattern]) => pattern.test(foldedWords))?.[1] ?? LeadKind.OTHER;
