import { MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { completionDimensions } from './completion-table.rules.js';

/** What a table of completion measures: the catalogue follows from it. */
export const completionMeasures = {
  ACTION_RATE: {
    field: 'actions',
    label: 'Part des actions réalisées',
    definition: 'Les actions ; vide pour un état.',
    formula:
      'Actions réalisées à la date, divisées par celles dont l’état est connu, hors actions permanentes.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  OBJECTIVE_RATE: {
    field: 'objectives',
    label: 'Part des objectifs atteints',
    definition: 'Les objectifs ; vide pour un état.',
    formula:
      'Objectifs dont toutes les actions non abandonnées sont réalisées, divisés par ceux dont on peut juger.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  ACTION_COUNT: {
    field: 'actionCount',
    label: 'Nombre d’actions',
    definition: 'Actions connues de la ligne ; pour un état, celles de cet état.',
    formula: 'Compte des actions distinctes des conventions en vigueur à la date.',
    unit: MeasureUnit.ACTION,
    addsUp: false,
  },
  CONVENTIONS: {
    field: 'conventions',
    label: 'Conventions en vigueur',
    definition: 'Conventions en vigueur à la date, chacune comptée une fois.',
    formula: 'Compte des conventions distinctes, en vigueur à la date, qui touchent la ligne.',
    unit: MeasureUnit.CONVENTION,
    addsUp: false,
  },
} as const satisfies TableFacts['measures'];

export const completionTableFacts: TableFacts = {
  query: 'completionTable',
  title: 'Avancement',
  measures: completionMeasures,
  dimensions: completionDimensions,
  // An action's status has no rate: it is what the rate counts.
  without: { ACTION_RATE: ['STATUS'], OBJECTIVE_RATE: ['STATUS'] },
  limits: [
    'Une convention compte entière dans chaque territoire qu’elle touche, un objectif ou une action dans chacune de ses ' +
      'thématiques : les totaux sont comptés à part.',
    'Plusieurs dates demandent la dimension DATE.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
