import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is measured of coverage outside of its table: the descriptions of the fields and the catalogue follow from it. */
export const coverageFacts = {
  ctgCoverage: {
    label: 'Couverture par une CTG',
    definition:
      'Part des communes et de la population couverte par une CTG en vigueur. À ne pas confondre avec le taux de ' +
      'couverture de l’accueil du jeune enfant.',
    ofConvention: 'Ce que cette convention, à elle seule, couvre de son propre périmètre à une date.',
    formula:
      'Communes du périmètre d’au moins une CTG en vigueur à la date, chacune comptée une fois, divisées par toutes les communes ; ' +
      'de même en habitants.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Les parts ne s’additionnent pas et leur moyenne n’est pas celle du tout : demandez le territoire qui les contient, ou ' +
        '« coverageTable ».',
      'Ce qui est inconnu (« unknown ») n’est ni couvert ni non couvert : la part est un minimum.',
    ],
  },
  ctgCoveragePeers: {
    label: 'Couverture par une CTG, parmi les pairs',
    definition:
      'Part de la population couverte par une CTG en vigueur, parmi celles des pairs : médiane, quartiles et rang. Une commune n’en a ' +
      'pas : elle est couverte ou ne l’est pas, et « coverageTable » par POPULATION_BAND les compte.',
    formula:
      'Part de la population de « ctgCoverage », rangée parmi celles des territoires du même niveau, de la même strate et de la même zone.',
    unit: MeasureUnit.SHARE,
    limits: [
      'Un pair dont la part est inconnue n’est pas à zéro : il est compté à part.',
      'Sous cinq valeurs, ni médiane ni rang : élargissez « among » ou « sameBand ».',
    ],
  },
  nationalTarget: {
    label: 'Écart à l’objectif national de couverture',
    definition:
      'L’objectif national de la fin de l’année et l’écart en points ; vide si la date n’est pas le 31 décembre d’une des années ' +
      '2018 à 2022, les seules qui en aient un.',
    formula: 'Part de la population couverte, moins la part visée.',
    unit: MeasureUnit.POINT,
    limits: ['L’objectif est national : un département s’y compare, il n’y est pas tenu.'],
  },
  coverageOutlook: {
    label: 'Couverture des mois à venir',
    definition:
      'La couverture d’un territoire dans les mois à venir, si rien n’est renouvelé, et les conventions à renouveler d’abord.',
    formula:
      'Parts de « ctgCoverage » au dernier jour de chaque mois, d’après les seules conventions et les seuls avenants déjà connus.',
    unit: MeasureUnit.SHARE,
    limits: ['Ce n’est pas une prévision : une convention à venir que le hub ne connaît pas n’y est pas.'],
  },
  renewals: {
    label: 'Ce que coûte la fin des conventions',
    definition:
      'Les conventions dont le dernier jour en vigueur tombe entre la date de départ et la veille du dernier jour de « months », bornes ' +
      'comprises, et ce que coûte leur fin : la perte commence le lendemain, au plus tard le dernier jour que « months » et ' +
      '« withoutRenewalOf » montrent. Une ligne par convention : de celle qui prend fin plusieurs fois, la dernière. Une commune sous ' +
      'une autre convention encore en vigueur ne perd rien. Les conventions dont le hub ne connaît aucune commune du territoire sont ' +
      'comptées à part.',
    formula:
      'Communes et habitants du périmètre le dernier jour, que plus aucune convention connue ne couvre le lendemain.',
    unit: MeasureUnit.INHABITANT,
    limits: [
      'Les pertes ne s’additionnent pas : une commune que deux conventions couvrent compte dans chacune. Demandez « withoutRenewalOf ».',
    ],
  },
  withoutRenewalOf: {
    label: 'Couverture sans certains renouvellements',
    definition:
      'Et si celles-ci ne sont pas renouvelées ? La couverture des mêmes mois, toutes les autres l’étant.',
    formula:
      'Parts de « ctgCoverage » à la fin de chaque mois, les conventions nommées prenant fin et les autres étant prolongées à temps.',
    unit: MeasureUnit.SHARE,
    limits: ['Les conventions nommées sont parmi « renewals » : une autre ne prend pas fin sur la période.'],
  },
  coverageAlerts: {
    label: 'Communes sans CTG, ou bientôt sans',
    definition:
      'Les communes sans CTG en vigueur, puis celles dont la CTG prend fin bientôt, de la plus pressée à la moins pressée.',
    formula:
      'Communes qu’aucune CTG en vigueur ne couvre à la date, ou que la dernière cesse de couvrir dans moins de « months » mois.',
    unit: MeasureUnit.COMMUNE,
    limits: [
      'Une commune dont l’état est indéterminé n’est pas une commune sans CTG : « states » les sépare.',
    ],
  },
} as const satisfies FieldsFacts;
