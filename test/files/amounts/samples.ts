import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { textOf } from '../make.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;
const header = 'identifiant;code insee;exercice;secteur;nature;montant';
const amount = (id: string, text: string) => `${id};49018;2024;petite enfance;réel;${text}`;

export const amounts: Theme = {
  name: 'amounts',
  about: 'Money as French files write it. What has one reading is read; what has two is refused.',
  samples: [
    {
      file: 'french.csv',
      shows: 'Spaces of every kind (U+0020, U+00A0, U+202F, U+2009), comma or point, €, EUR, euros.',
      dataset,
      make: () =>
        textOf(
          header,
          amount('a1', '780 552,00 €'),
          amount('a2', '780\u00a0552,00\u00a0€'),
          amount('a3', '780\u202f552,00\u202f€'),
          amount('a4', '780\u2009552.00 EUR'),
          amount('a5', '780552'),
          amount('a6', '780 552,5 euros'),
          amount('a7', '1.234.567,89'),
          amount('a8', '1.234.567'),
          amount('a9', '€ 1 200,00'),
        ),
    },
    { file: 'negative.csv', shows: 'An indu paid back: a minus sign, typographic or not.', dataset },
    {
      file: 'ambiguous.csv',
      shows: '`1.234` and `12,500`: thousands or decimals? Refused with both readings.',
      dataset,
    },
    {
      file: 'thousands-of-euros.csv',
      shows: '`12,5 k€` and `1,2 M€` are refused with the amount in euros.',
      dataset,
    },
    {
      file: 'accounting-brackets.csv',
      shows: 'Brackets for a negative amount, as accountants write.',
      dataset,
    },
    { file: 'too-many-decimals.csv', shows: 'A computed amount with more than two decimals.', dataset },
    { file: 'text.csv', shows: 'Words: “à venir”, “NC”, “environ 12 000 €”, “12 000 € HT”.', dataset },
    { file: 'empty.csv', shows: 'An amount that is not known is not zero.', dataset },
    { file: 'zero.csv', shows: 'Zero is an amount.', dataset },
    { file: 'too-large.csv', shows: 'More than ten billion euros is a slip.', dataset },
    { file: 'two-amounts.csv', shows: 'Two amounts in one cell.', dataset },
    {
      file: 'other-units.csv',
      shows: 'Places, percents and thousands of euros in a column of units.',
      dataset,
    },
    {
      file: 'statutory-benefits.csv',
      shows: 'Benefits paid to households are never added to subsidies: left out with a warning.',
      dataset,
    },
  ],
};
