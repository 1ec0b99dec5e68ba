import { MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { conventionDimensions } from './convention-table.rules.js';

/** What a table of conventions measures: the fields of its rows and the catalogue follow from it. */
export const conventionMeasures = {
  CONVENTIONS: {
    field: 'conventions',
    label: 'Nombre de conventions',
    definition: 'Conventions de la ligne, chacune comptée une fois.',
    formula: 'Compte des conventions qui touchent le territoire et répondent aux filtres.',
    unit: MeasureUnit.CONVENTION,
    addsUp: true,
  },
  SHARE: {
    field: 'share',
    label: 'Part des conventions',
    definition: 'Conventions de la ligne, sur toutes celles de la table.',
    formula: 'Nombre de conventions de la ligne, divisé par celui de la table entière.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  COMMUNES: {
    field: 'communes',
    label: 'Communes par convention',
    definition:
      'Nombre de communes du périmètre : à la date, ou, au plus près d’elle, au début ou à la fin de la convention. Inconnu ' +
      'quand la source ne les donne pas toutes.',
    formula:
      'Moyenne et médiane du nombre de communes des conventions dont le périmètre est connu en entier.',
    unit: MeasureUnit.COMMUNE,
    addsUp: false,
  },
  SIGNATURE_DELAY: {
    field: 'signature',
    label: 'Délai de signature',
    definition:
      'Jours entre le début de la période et la signature. Un début dont la source ne donne que l’année vaut le 1er janvier.',
    formula:
      'Moyenne et médiane de la date de signature moins celle de début, des seules conventions signées après leur début ; leur part, de ' +
      'celles dont les deux dates sont connues.',
    unit: MeasureUnit.DAY,
    addsUp: false,
  },
} as const satisfies TableFacts['measures'];

export const conventionTableFacts: TableFacts = {
  query: 'conventionTable',
  title: 'Conventions',
  measures: conventionMeasures,
  dimensions: conventionDimensions,
  without: {},
  limits: [
    'Une moyenne ou une médiane ne s’additionne pas : celles des totaux sont comptées à part.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
