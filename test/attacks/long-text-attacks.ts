import { type Attack, ask } from './attack.js';

const most = 900_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(most / piece.length)).slice(0, most);
const commune = 'query ($code: String!) { commune(code: $code) { name } }';
const search = 'query ($text: String!) { searchTerritories(text: $text) { totalCount } }';

/** Texts that a careless pattern would read again from each of their letters: they are asked, noted in the journal, and quoted. */
export const longTextAttacks: readonly Attack[] = [
  {
    family: 'Long texts',
    name: '900 000 letters in the place of a code',
    expected: '200 UNKNOWN_COMMUNE',
    attempt: (hub) => ask(hub, commune, { code: filled('a') }),
  },
  {
    family: 'Long texts',
    name: '900 000 characters that begin like an address, a token, a birth or a secret, again and again',
    expected: '200 answer',
    attempt: async (hub) => {
      const outcomes: string[] = [];
      for (const text of ['a@', 'eyJ', '&key', 'ddn ', 'né le 12/03/1985 '].map(filled))
        outcomes.push(await ask(hub, search, { text }));
      outcomes.push(await ask(hub, search, { text: `ddn${filled(' ')}.` }));
      return [...new Set(outcomes)].join('; ');
    },
  },
  {
    family: 'Long texts',
    name: 'A key of 900 000 characters, and a value, where an error quotes them',
    expected: '400 BAD_USER_INPUT; 400 BAD_USER_INPUT',
    attempt: async (hub) =>
      [
        await ask(hub, commune, {
          code: { [`{" at "${filled(' at \\" Did you mean ').slice(0, 600_000)}`]: 1 },
        }),
        await ask(hub, 'query ($page: Int!) { conventions(first: $page) { totalCount } }', {
          page: filled('; Did you mean '),
        }),
      ].join('; '),
  },
];
