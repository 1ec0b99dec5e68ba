import { GraphQLScalarType, Kind, print } from 'graphql';
import { isLocalDate } from '../calendar.js';
import { HubError } from '../errors.js';

/** `AAAA-MM-JJ`, kept as text from the request to the database: no time zone can move it. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Une date du calendrier, écrite AAAA-MM-JJ (exemple : 2024-12-31).',
  serialize: String,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : print(node)),
});

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isLocalDate(value)) return value;
  throw new HubError('INVALID_DATE', {
    value: (typeof value === 'object' ? 'un objet ou une liste' : String(value)).slice(0, 40),
  });
}

/** An instant in UTC. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'Un instant en temps universel, au format ISO 8601 (exemple : 2026-01-31T08:00:00.000Z).',
  serialize: (value) => new Date(value as string).toISOString(),
});

/**
 * Euros with at most two decimals, from exact cents. A JSON number holds cents exactly up to 2^53, that is
 * 90 071 billion euros: more than the whole branch pays in a century.
 */
export const EuroScalar = new GraphQLScalarType<number, number>({
  name: 'Euro',
  description: 'Un montant en euros, exact au centime (exemple : 780552 ou 780552.25).',
  serialize: (value) => {
    const cents = Number(value);
    if (!Number.isSafeInteger(cents)) throw new Error(`Not a whole number of cents: ${String(value)}`);
    return cents / 100;
  },
  parseValue: parseEuros,
  parseLiteral: (node) =>
    parseEuros(node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : print(node)),
});

/** Exact cents: a number is read by its shortest writing, and what has more than two decimals is refused, not rounded. */
function parseEuros(value: unknown): number {
  const text =
    typeof value === 'number' || typeof value === 'string' ? String(value) : 'un objet ou une liste';
  const [, sign = '', whole, decimals = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  if (whole === undefined) throw new HubError('INVALID_EURO', { value: text.slice(0, 40) });
  const cents = Number(`${whole}${decimals.padEnd(2, '0')}`);
  return sign === '' ? cents : -cents;
}
