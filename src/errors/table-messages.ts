const french = (value: number): string => value.toLocaleString('fr-FR');

/** What is said of a table, a page or a list that is asked for in a way that has no answer. */
export const tableMessages = {
  INVALID_PAGE_SIZE: ({ value, maximum, next }: { value: number; maximum: number; next: string }) =>
    `« first » vaut ${value} : demandez de 1 à ${maximum} éléments, puis la suite par « ${next} ».`,
  INVALID_OFFSET: ({ value, maximum }: { value: number; maximum: number }) =>
    `« offset » vaut ${value} : demandez de 0 à ${french(maximum)}. Pour lire au-delà, demandez un territoire plus petit (« within »), ` +
    'moins d’exercices ou de dates, ou gardez-en une partie par un filtre.',
  DUPLICATE_DIMENSION: ({ dimension }: { dimension: string }) =>
    `La dimension ${dimension} est demandée deux fois : une seule suffit.`,
  TABLE_TOO_LARGE: ({ cells, maximum }: { cells: number; maximum: number }) =>
    `Cette table compterait jusqu’à ${french(cells)} lignes, plus de ${french(maximum)} : demandez un territoire ` +
    'plus petit (« within »), moins d’exercices ou de dates, ou une dimension de moins.',
  QUESTION_TOO_LONG: () =>
    'Le calcul a été arrêté au bout de vingt secondes : demandez un territoire plus petit, moins de dates ou moins de dimensions.',
  TOO_MANY_PLANS: ({ plans, maximum }: { plans: number; maximum: number }) =>
    `Il faudrait relire jusqu’à ${french(plans)} plans, plus de ${french(maximum)} (conventions × dates) : ` +
    'demandez un territoire plus petit, moins de dates, ou un tableau sans détail par état.',
  DIMENSION_TOO_WIDE: ({ dimension }: { dimension: string }) =>
    `La dimension ${dimension} est plus large que le territoire demandé : demandez par « within » un territoire qui en contient, ` +
    'ou enlevez-la.',
  DATES_NOT_GROUPED: () =>
    'Des états de plusieurs dates ne s’additionnent pas : ajoutez la dimension DATE, ou demandez une seule date.',
  NATURES_NOT_ADDED: () =>
    'Deux natures (réel, prévisionnel…) ne s’additionnent jamais : ajoutez la dimension NATURE, qui les donne l’une à côté de ' +
    'l’autre, ou demandez une seule nature.',
  NATURE_GIVEN_TWICE: () =>
    'La nature est donnée deux fois : choisissez « nature » (une seule) ou « natures » (plusieurs, avec la dimension NATURE).',
  INVALID_NATURE_COMPARISON: () =>
    '« compareNature » met une autre nature à côté d’une seule : enlevez la dimension NATURE, et demandez deux natures différentes.',
  INVALID_YEAR_COMPARISON: () =>
    '« compareTo » met un exercice à côté d’un seul autre : demandez par « fiscalYears » un seul exercice, différent de lui ; ou, à sa place, ' +
    '« compare: true », qui met à côté de chacun celui d’avant.',
  INVALID_START_COMPARISON: () =>
    '« compareToStart » met à côté d’un exercice le premier de chaque convention : demandez la dimension CONVENTION et, par ' +
    '« fiscalYears », un seul exercice, sans « compare » ni « compareTo ».',
  FUNDING_LINES_GIVEN_TWICE: () =>
    'Les lignes sont données deux fois : choisissez « fundingLines » (des lignes) ou « fundingFamilies » (toutes celles de familles).',
  CONVENTIONS_NOT_GROUPED: () =>
    '« conventions » garde les lignes de quelques conventions : ajoutez la dimension CONVENTION, ou demandez « subsidies » d’une convention.',
  FUNDING_LINES_MISSING: () =>
    'Dites de quelles lignes de financement : donnez-en au moins une par « fundingLines », par exemple [REAAP, CLAS].',
  INVALID_GENERATION: ({ value }: { value: number }) =>
    `« minimumGeneration » vaut ${value} : demandez 1 ou plus ; 2 ne garde que les conventions qui succèdent à une autre.`,
  INVALID_OPERATOR_COUNT: ({ value, from, to }: { value: number; from: number; to: number }) =>
    `« first » vaut ${value} : demandez la part des ${from} à ${to} premiers gestionnaires. En dessous, la part de chacun se devinerait.`,
  CHILD_AGES_MISSING: () =>
    'Un montant par enfant demande un âge : choisissez-le par « childAges », ou un seul secteur qui en désigne un (petite enfance, ' +
    'enfance, jeunesse), ou, dans une table, la dimension SECTOR.',
  ORDER_WITHOUT_MEANING: ({ order, instead }: { order: string; instead: string }) =>
    `L’ordre ${order} n’a pas de sens ici : ${instead}.`,
  EMPTY_LIST: ({ name, without }: { name: string; without: string | null }) =>
    `« ${name} » est une liste vide, dont rien ne répondrait : donnez au moins une valeur${without === null ? '' : `, ou enlevez « ${name} » pour ${without}`}.`,
  LIST_TOO_LONG: ({ name, length, maximum }: { name: string; length: number; maximum: number }) =>
    `« ${name} » compte ${french(length)} éléments : ${maximum} au plus.${name === 'between' ? ' Demandez une période plus courte, ou une date par an (« step: YEAR »).' : ''}`,
} as const;
