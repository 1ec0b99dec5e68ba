import type { Column, ColumnKind } from './column.js';

/** How the cells of each kind of column are written, in words, with an example. */
export const kindWords: Readonly<Record<ColumnKind, string>> = {
  TEXT: 'Texte libre',
  IDENTIFIER: 'Texte court, sans barre oblique, toujours le même pour la même ligne : S-2024-17',
  CODE: 'Code, au format Texte : 01004 garde son zéro',
  CHOICE: 'Un mot de la liste',
  LIST: 'Un ou plusieurs, séparés par une barre verticale : premier | second',
  MONTH: 'Mois : 12/2024',
  INTEGER: 'Nombre entier : 25',
  YEAR: 'Année en quatre chiffres : 2024',
  DATE: 'Jour : 31/12/2024',
  AMOUNT: 'Euros, au centime près : 780 552,25',
  NUMBER: 'Nombre : 1 234,5',
  PERCENT: 'Pourcentage entier : 45 %',
};

/** The same for one column: where words are proposed, they are preferred to a text of one's own. */
export function howToWrite({ kind, choices }: Column<unknown>): string {
  if (choices.length > 0 && kind === 'TEXT') return 'De préférence un mot de la liste';
  if (choices.length > 0 && kind === 'LIST')
    return 'Un ou plusieurs mots de la liste, séparés par une barre verticale : premier | second';
  return kindWords[kind];
}
