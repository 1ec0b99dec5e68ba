import { describe, expect, it } from 'vitest';
import { inFrench } from '../../src/graphql/french.js';
import { withoutSuggestion } from '../../src/graphql/limits/introspection.js';

const long = 900_000;
const filled = (piece: string): string => piece.repeat(long / piece.length);

describe('a message of graphql-js that quotes a long value', () => {
  it('tells how it begins and how it ends', () => {
    const notes = filled('a');
    const words = inFrench(
      `Variable "$input" got invalid value { notes: "${notes}" } at "input[0]"; Field "code" of required type "String!" was not provided.`,
    );
    expect(words).toBe(
      'La variable « input[0] » ne convient pas : Le champ « code » (String!) est obligatoire.',
    );
  });

  it.each([
    [
      'Variable "$o" of non-null type "SubsidyTableOrder!" must not be null.',
      'La variable « $o » (SubsidyTableOrder!) ne peut pas être vide.',
    ],
    [
      'Argument "first" of non-null type "Int!" must not be null.',
      'L’argument « first » (Int!) ne peut pas être vide.',
    ],
    ['`variables` in a POST body must be an object if provided.', '« variables » doit être un objet JSON.'],
  ])('says in French what must not be null: %s', (message, words) => {
    expect(inFrench(message)).toBe(words);
  });

  it('names the variable where no more can be said', () => {
    const words = inFrench(
      `Variable "$n" got invalid value "${filled('a')}"; Int cannot represent: "${filled('a')}"`,
    );
    expect(words).toBe('La variable « $n » ne convient pas : sa valeur est trop longue.');
  });

  it.each([' at "', '" got invalid value ', '; ', ' Did you mean ', ' at \\"'])(
    'is told at once, whatever it repeats: %j',
    (piece) => {
      expect(inFrench(`Variable "$c" got invalid value ${filled(piece)}`).length).toBeLessThan(2_100);
      expect(inFrench(`Value "${filled(piece)}" does not exist in "A" enum.`).length).toBeLessThan(2_100);
    },
    5_000,
  );

  it('loses what it guesses, whatever it repeats', () => {
    const words = filled(' Vouliez-vous dire ').slice(0, -1);
    expect(withoutSuggestion(words)).toBe(words);
    expect(withoutSuggestion('Le champ « a » n’existe pas. Vouliez-vous dire b ?')).toBe(
      'Le champ « a » n’existe pas.',
    );
  }, 5_000);
});
