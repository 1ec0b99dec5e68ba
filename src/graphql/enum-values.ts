import { type GraphQLSchema, isEnumType } from 'graphql';
import { withoutSuggestion } from './limits/introspection.js';

/** More than these are looked up, not read in a message. */
const most = 30;

const shapes = [/" does not exist in "(\w+)" enum\./, /(?:^|; )Enum "(\w+)" cannot represent /];

/**
 * A message in French that says of a value that an enum has no such one, with those that it has, before what it guesses.
 * @param given the same message of graphql-js
 */
export function withAllowedValues(french: string, given: string, schema: GraphQLSchema): string {
  const [name] = shapes.flatMap((shape) => shape.exec(given)?.[1] ?? []);
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return french;
  const values = type.getValues().map((value) => value.name);
  const others = values.length > most ? `, et ${values.length - most} autres` : '';
  const bare = withoutSuggestion(french);
  return `${bare} Valeurs possibles : ${values.slice(0, most).join(', ')}${others}.${french.slice(bare.length)}`;
}
