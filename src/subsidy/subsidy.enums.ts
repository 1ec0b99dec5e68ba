import { registerEnumType } from 'type-graphql';
import { FundingFamily, FundingLine, familyOf, fundingFamilies, fundingLines } from './funding-line.rules.js';
import {
  AmountPrecision,
  Periodicity,
  Section,
  Sector,
  SetAsideReason,
  SubsidyNature,
  sectorLabels,
} from './subsidy.rules.js';

registerEnumType(Sector, {
  name: 'Sector',
  description: 'Les secteurs de l’action sociale des Caf.',
  valuesConfig: Object.fromEntries(
    Object.entries(sectorLabels).map(([sector, label]) => [sector, { description: `${label}.` }]),
  ),
});

registerEnumType(SubsidyNature, {
  name: 'SubsidyNature',
  description: 'La nature d’un montant. Deux natures ne s’additionnent jamais.',
  valuesConfig: {
    FORECAST: { description: 'Prévisionnel.' },
    REVISED: { description: 'Actualisé en cours d’exercice.' },
    REAL: { description: 'Réel.' },
    DECIDED: { description: 'Décidé par la Caf, sans dire s’il a été versé.' },
    UNKNOWN: { description: 'La source ne le dit pas : le montant n’entre dans aucun total.' },
  },
});

registerEnumType(AmountPrecision, {
  name: 'AmountPrecision',
  description: 'La précision d’un montant.',
  valuesConfig: {
    EXACT: { description: 'Exact.' },
    APPROXIMATE: {
      description: 'Arrondi ou approché (« près de »), ou total qui mêle plusieurs précisions.',
    },
    AT_LEAST: { description: 'Au moins (« plus de »).' },
    AT_MOST: { description: 'Au plus (plafond).' },
  },
});

registerEnumType(Section, {
  name: 'Section',
  description: 'Fonctionnement ou investissement.',
  valuesConfig: {
    RUNNING: { description: 'Fonctionnement.' },
    INVESTMENT: { description: 'Investissement.' },
    UNKNOWN: { description: 'La source ne le dit pas.' },
  },
});

registerEnumType(Periodicity, {
  name: 'Periodicity',
  description: 'Ce que veulent dire les années d’un montant.',
  valuesConfig: {
    YEARLY: { description: 'Un montant par an.' },
    MULTI_YEAR: { description: 'Une somme sur plusieurs années : jamais lue comme annuelle.' },
    ONE_OFF: { description: 'Un montant ponctuel.' },
    UNKNOWN: { description: 'La source ne le dit pas.' },
  },
});

registerEnumType(SetAsideReason, {
  name: 'SetAsideReason',
  description: 'Pourquoi un montant n’entre dans aucun total annuel.',
  valuesConfig: {
    PUBLISHED_TOTAL: {
      description: 'Total publié pour un département ou plus grand : il répète l’argent de ses communes.',
    },
    MULTI_YEAR: { description: 'Porte sur plusieurs années.' },
    YEAR_UNKNOWN: { description: 'La source ne dit pas l’exercice.' },
    NATURE_UNKNOWN: { description: 'La source ne dit pas si c’est du prévu ou du réel.' },
  },
});

registerEnumType(FundingLine, {
  name: 'FundingLine',
  description:
    'Les lignes de financement de l’action sociale des Caf. Les mots de la source sont gardés à côté.',
  valuesConfig: Object.fromEntries(
    Object.entries(fundingLines).map(([line, { label }]) => [line, { description: `${label}.` }]),
  ),
});

registerEnumType(FundingFamily, {
  name: 'FundingFamily',
  description: 'Les familles de lignes de financement.',
  valuesConfig: Object.fromEntries(
    Object.entries(fundingFamilies).map(([family, label]) => {
      const lines = Object.entries(familyOf).filter(([, of]) => of === family);
      const names = lines.map(([line]) => line).join(', ');
      return [family, { description: `${label}${lines.length > 1 ? ` : ${names}` : ''}.` }];
    }),
  ),
});
