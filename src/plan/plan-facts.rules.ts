import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is measured of plans outside of their table: the descriptions of the fields and the catalogue follow from it. */
export const planFacts = {
  completion: {
    label: 'Avancement',
    definition: 'Avancement des objectifs et des actions des CTG à une date.',
    formula:
      'Actions réalisées, divisées par celles dont l’état est connu, hors permanentes et hors abandonnées. Objectifs dont toutes les ' +
      'actions non abandonnées sont réalisées, divisés par ceux dont on peut juger.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Une convention compte entière dans chaque territoire qu’elle touche : les nombres de plusieurs territoires ne s’additionnent pas. ' +
        'Demandez celui qui les contient, ou « completionTable ».',
      'Un plan qui s’arrête aux objectifs n’a pas de taux d’actions : « state » vaut NOT_APPLICABLE.',
      'Un taux d’ensemble n’est pas la moyenne des conventions : « meanOfConventionRates » est à part.',
    ],
  },
  completionPeers: {
    label: 'Avancement, parmi les pairs',
    definition:
      'Taux de réalisation des actions, ou d’objectifs atteints, parmi ceux des pairs : médiane, quartiles et rang. Le même taux que ' +
      '« completion ».',
    formula:
      'Taux de « completion », rangé parmi ceux des territoires du même niveau, ou des conventions en vigueur, de la même strate et de la même zone.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Un pair sans taux n’est pas à zéro : il est compté à part.',
      'Une convention dont les communes ne sont pas toutes connues n’est d’aucune strate : « sameBand: false » la compare.',
      'Sous cinq valeurs, ni médiane ni rang : élargissez « among » ou « sameBand ».',
    ],
  },
  overdueActions: {
    label: 'Actions en retard',
    definition: 'Les actions en retard à une date, leurs pilotes, et de combien de jours.',
    formula:
      'Actions dont l’échéance est passée, ni réalisées, ni abandonnées, ni permanentes ; divisées, pour le taux, par toutes celles dont ' +
      'l’échéance est passée.',
    unit: MeasureUnit.ACTION,
    limits: [
      'Une action sans échéance connue n’est jamais en retard : « withoutDueDate » les compte.',
      'Des jours de retard ne s’additionnent pas : « days » en donne la moyenne et la médiane.',
    ],
  },
  actionQuality: {
    label: 'Qualité du plan d’action',
    definition: 'Ce qui manque aux actions pour être suivies : pilote, échéance, indicateur…',
    formula: 'Actions à qui rien ne manque de ce qui est demandé, divisées par toutes.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Ce qui manque au hub peut exister dans le texte : ce n’est pas un jugement sur la convention.',
      'Les manques ne s’additionnent pas : il peut manquer plusieurs choses à une action.',
    ],
  },
  retainedThemes: {
    label: 'Thématiques retenues',
    definition: 'Les thématiques que les conventions en vigueur retiennent, ou jamais, ou sans action.',
    formula:
      'Conventions en vigueur qui retiennent la thématique, divisées par celles dont au moins une thématique est connue.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Les parts ne font pas 1 : une convention retient plusieurs thématiques.',
      'Une convention sans thématique connue n’est dans aucune part : « conventionsWithoutTheme » les compte.',
    ],
  },
  reviews: {
    label: 'Bilans d’une convention',
    definition:
      'Les bilans de la convention, du plus ancien au plus récent : l’avancement à chaque date, et ce qui a changé depuis la date ' +
      'd’avant.',
    formula:
      '« completion » à chaque date ; les écarts sont les taux, et les nombres, moins ceux de la date d’avant.',
    unit: MeasureUnit.POINT,
    limits: ['Un écart demande deux taux connus : l’un inconnu, il est vide et non nul.'],
  },
  known: {
    label: 'Ce que le hub connaît d’un plan',
    definition: 'Combien d’enjeux, d’objectifs et d’actions le hub connaît, à comparer à « declared ».',
    formula: 'Compte des enjeux, des objectifs et des actions de la convention, chacun à part.',
    unit: MeasureUnit.PLAN_NODE,
    limits: ['Enjeux, objectifs et actions ne s’additionnent pas : ce sont trois niveaux du même plan.'],
  },
} as const satisfies FieldsFacts;
