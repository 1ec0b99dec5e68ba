import { describe, expect, it } from 'vitest';
import { chosenOf, nameOf, whyNotChosen } from '../../loader/src/template/chosen-territory.ts';

const angers = { kind: 'COMMUNE', code: '49007', name: 'Angers' };
const metropole = { kind: 'EPCI', code: '244900015', name: 'CU Angers Loire Métropole' };
const [city, department] = [
  { kind: 'COMMUNE', code: '75056', name: 'Paris' },
  { kind: 'DEPARTMENT', code: '75', name: 'Paris' },
];

describe('the territory of a template', () => {
  it.each([
    ['a proposal that was taken', nameOf(metropole), 'ang', [angers, metropole], metropole],
    ['the only one of that name', 'ANGERS ', 'ANGERS', [angers, metropole], angers],
    ['the only one of that code', '49007', '49007', [angers], angers],
    ['none of two with one name', 'Paris', 'Paris', [city, department], null],
    ['none that an earlier text found', '49008', '49007', [angers], null],
    ['none where the text is but a part of the name', 'Ang', 'Ang', [angers], null],
  ])('is %s', (_case, text, lookedUp, found, chosen) => {
    expect(chosenOf(text, { text: lookedUp, found })).toBe(chosen);
  });

  it('says what to do when there is none, or several', () => {
    expect(whyNotChosen('zzzz', [])).toBe(
      'Aucun territoire ne répond à « zzzz » : vérifiez le nom ou le code, ou videz la case.',
    );
    expect(whyNotChosen('Paris', [city, department])).toContain('choisissez le vôtre dans la liste');
  });
});
