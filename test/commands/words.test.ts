import { describe, expect, it } from 'vitest';
import { inFrench } from '../../src/commands/french-help.js';
import { quoted } from '../../src/commands/own-name.js';
import { wrap } from '../../src/commands/report/terminal.js';
import { causesOf, linesInWords, placeOf, type ToldGroup } from '../../src/ingestion/report/causes.js';

describe('the words of a report', () => {
  it.each([
    [[4], 1, 'ligne 4'],
    [[4, 5], 2, 'lignes 4, 5'],
    [[4, 5, 6], 3, 'lignes 4 à 6'],
    [[12, 4, 7, 8, 9, 10, 11], 45, 'lignes 4, 7 à 12 et 38 autres'],
    [[2, 4, 6, 8, 10, 12, 14], 7, 'lignes 2, 4, 6, 8, 10, 12, 14'],
    [[2], 2, 'lignes 2 et 1 autre'],
  ])('says lines %j of %i', (lines, count, words) => {
    expect(linesInWords(lines, count)).toBe(words);
  });

  const group = (value: string, lines: number[], column: string | null = 'code'): ToldGroup => ({
    count: lines.length,
    lines,
    problem: {
      sheet: null,
      column,
      letter: column && 'B',
      code: 'X',
      severity: 'ERROR',
      rejects: true,
      value,
      message: `${value} ?`,
    },
  });

  it('keeps a few values apart, and tells many as one cause', () => {
    const few = ['1', '2', '3'].map((value, index) => group(value, [index + 2]));
    expect(causesOf(few).map(({ count, otherValues }) => [count, otherValues])).toEqual([
      [1, []],
      [1, []],
      [1, []],
    ]);
    const [cause, ...others] = causesOf([...few, group('4', [5, 6])]);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ count: 5, lines: [2, 3, 4, 5, 6], otherValues: ['2', '3', '4'] });
    expect(cause && placeOf(cause)).toBe('colonne B « code », lignes 2 à 6');
  });

  it.each([
    ['déposé/2024-à.csv', 'déposé/2024-à.csv'],
    ['bon fichier.csv', '"bon fichier.csv"'],
    ['10 $ d’Ana.csv', "'10 $ d’Ana.csv'"],
    ["l'été $.csv", "'l'\\''été $.csv'"],
  ])('writes %j for a shell', (word, written) => {
    expect(quoted(word)).toBe(written);
  });

  it('gives the file as a whole no place', () => {
    expect(placeOf(group('', [1], null))).toBe('');
  });

  it('cuts between words, under the first one, and never at a no-break space', () => {
    expect(wrap('  1. un deux trois quatre', 14)).toEqual(['  1. un deux', '     trois', '     quatre']);
    expect(wrap('10 €\u00a0100 et', 7)).toEqual(['10', '€\u00a0100', 'et']);
    expect(wrap('', 80)).toEqual(['']);
  });

  it('translates what commander says of a wrong command line', () => {
    expect(inFrench("error: unknown option '--jou'\n(Did you mean --jeu?)\n")).toBe(
      'Option inconnue : --jou. Vouliez-vous dire --jeu ?\n',
    );
    expect(inFrench("error: option '--jeu <jeu>' argument missing\n")).toBe(
      'L’option --jeu <jeu> demande une valeur.\n',
    );
  });
});
