import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withAllowedValues } from '../../src/graphql/enum-values.js';
import { inFrench } from '../../src/graphql/french.js';
import { withoutNames, withoutSuggestion } from '../../src/graphql/limits/introspection.js';

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

describe('a value that an enum does not have', () => {
  const lines = Array.from({ length: 33 }, (_, at) => `LINE_${at}`);
  const schema = buildSchema(
    `enum Few { YOUTH HOUSING } enum Many { ${lines.join(' ')} } type Query { few(a: [Few]): Int many(a: Many): Int }`,
  );
  const told = (field: string) => {
    const [error] = validate(schema, parse(`{ ${field} }`));
    const given = error?.message ?? '';
    return withAllowedValues(inFrench(given), given, schema);
  };

  it('is told with those that it has, before what is guessed', () => {
    expect(told('few(a: [YOUT])')).toBe(
      '« YOUT » n’est pas une valeur de « Few ». Valeurs possibles : YOUTH, HOUSING. Vouliez-vous dire YOUTH ?',
    );
    expect(told('few(a: "ZZZZ")')).toBe(
      '"ZZZZ" n’est pas une valeur de « Few » (une valeur s’écrit sans guillemets). Valeurs possibles : YOUTH, HOUSING.',
    );
    const variable =
      'Variable "$a" got invalid value "ZZZZ" at "a[0]"; Value "ZZZZ" does not exist in "Few" enum.';
    expect(withAllowedValues(inFrench(variable), variable, schema)).toMatch(
      /« a\[0\] » ne convient pas : .* Valeurs possibles : YOUTH, HOUSING\.$/,
    );
  });

  it('is told with thirty of many', () => {
    const words = told('many(a: ZZZZ)');
    expect(words).toContain('LINE_29, et 3 autres.');
    expect(words).not.toContain('LINE_30');
  });

  it('is told with none to whoever may not ask what the API is made of', () => {
    expect(withoutNames(told('few(a: [YOUT])'))).toBe('« YOUT » n’est pas une valeur de « Few ».');
    expect(withoutNames(told('many(a: ZZZZ)'))).toBe('« ZZZZ » n’est pas une valeur de « Many ».');
  });

  it('is no enum of the API', () => {
    const given = 'Value "A" does not exist in "Other" enum.';
    expect(withAllowedValues(inFrench(given), given, schema)).toBe(inFrench(given));
  });
});
