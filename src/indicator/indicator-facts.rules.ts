import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

const comparison = {
  formula: 'Taux du territoire moins l’autre, du même jour et faits de la même façon.',
  unit: MeasureUnit.POINT,
  limits: [
    'Un taux publié ne se compare pas à un taux calculé : sans deux taux de même sorte, rien n’est donné.',
  ],
} as const;

/** What is measured of indicators: the descriptions of the fields and the catalogue follow from it. */
export const indicatorFacts = {
  childcare: {
    label: 'Accueil du jeune enfant',
    definition:
      'L’accueil du jeune enfant : taux de couverture, places par mode, écart au département et à la France. À ne pas confondre avec ' +
      'la couverture par une CTG.',
    formula:
      'Taux que sa source publie ; sinon, places de tous les modes pour 100 enfants de moins de 3 ans.',
    unit: MeasureUnit.PLACE_PER_100_CHILDREN,
    limits: [
      'Le taux n’est pas une part : il peut passer 100.',
      'Rien n’est additionné à partir des communes : les taux ne s’additionnent pas, demandez le territoire qui les contient.',
      'Deux séries ne se mélangent jamais : une seule, par « series ».',
    ],
  },
  toDepartment: {
    label: 'Accueil du jeune enfant, écart au département',
    definition: 'Le taux à côté de celui de son département ; vide pour un département, une région, le pays.',
    ...comparison,
  },
  toCountry: {
    label: 'Accueil du jeune enfant, écart à la France',
    definition: 'Le taux à côté de celui de la France ; vide pour elle-même.',
    ...comparison,
  },
  change: {
    label: 'Accueil du jeune enfant, évolution',
    definition:
      'Ce qui a changé depuis un jour : par défaut, depuis le début de la CTG en vigueur à la date qui a commencé la première sur le ' +
      'territoire. Vide si le territoire n’en a pas.',
    formula: 'Taux et places à la date, moins ceux connus au premier jour, faits de la même façon.',
    unit: MeasureUnit.POINT,
    limits: ['Une évolution n’est pas un effet de la convention : rien ne dit ce qui l’a causée.'],
  },
  indicator: {
    label: 'Indicateur d’un territoire',
    definition: 'Un indicateur du territoire : sa dernière valeur connue à une date.',
    formula: 'Dernière valeur de la série, d’ici la date, que sa source donne du territoire même.',
    unit: MeasureUnit.OF_INDICATOR,
    limits: [
      'Rien n’est additionné à partir des communes : une valeur que la source ne donne pas est inconnue.',
      'Un taux ne s’additionne pas : « latest.addsUp » dit ce qui peut l’être.',
    ],
  },
  perimeterIndicators: {
    label: 'Indicateurs d’un périmètre',
    definition:
      'Des nombres (foyers allocataires, enfants…) sur les communes du périmètre à une date, et leur part du département.',
    formula:
      'Somme des dernières valeurs, d’ici la date, des communes du périmètre ; divisée, pour la part, par la valeur que la source donne du ' +
      'département.',
    unit: MeasureUnit.OF_INDICATOR,
    limits: [
      'Seuls des nombres s’additionnent : un taux ne se demande pas d’un périmètre.',
      'Tant qu’une commune manque ou que son nombre est secret, la somme est partielle : le passeport le dit.',
    ],
  },
} as const satisfies FieldsFacts;
