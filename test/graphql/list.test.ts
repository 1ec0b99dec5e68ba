import { expect, it } from 'vitest';
import { readList } from '../../src/graphql/list.js';

it('what a list names twice counts once', () => {
  expect(readList('themes', ['YOUTH', 'HOUSING', 'YOUTH'])).toEqual(['YOUTH', 'HOUSING']);
  expect(readList('themes', null)).toBeNull();
  expect(() => readList('themes', [])).toThrow(expect.objectContaining({ code: 'EMPTY_LIST' }));
});
