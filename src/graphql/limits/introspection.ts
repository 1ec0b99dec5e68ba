import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { HubError } from '../../errors.js';
import type { Context } from '../context.js';

/**
 * Who may ask what the API is made of, and is helped by the names of what was perhaps meant: everyone, or administrators alone, as the
 * hub is set. The API is that of their role: what it is denied is neither shown nor guessed.
 */
export const mayIntrospect = ({ introspection }: Pick<Context, 'introspection'>): boolean => introspection;

const introspecting = new WeakMap<DocumentNode, boolean>();

/** @throws HubError `INTROSPECTION_CLOSED` */
export function assertMayIntrospect(context: Context, document: DocumentNode): void {
  if (!mayIntrospect(context) && introspects(document)) throw new HubError('INTROSPECTION_CLOSED', undefined);
}

/** Does a document ask for the schema or for one of its types, anywhere? `__typename` tells a client nothing new. */
function introspects(document: DocumentNode): boolean {
  const known = introspecting.get(document);
  if (known !== undefined) return known;
  const found = document.definitions.some((each) => 'selectionSet' in each && within(each.selectionSet));
  introspecting.set(document, found);
  return found;
}

const within = (set: SelectionSetNode | undefined): boolean =>
  set?.selections.some((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return false;
    if (each.kind === Kind.FIELD && /^__(schema|type)$/.test(each.name.value)) return true;
    return within(each.selectionSet);
  }) ?? false;

/** A message without the names that it guesses. */
export const withoutSuggestion = (message: string): string =>
  message.replace(/ Vouliez-vous dire (?:(?! Vouliez-vous dire )[^?])* \?$/, '');

/** A message without any name that its reader did not write: neither what it guesses nor what an enum has. */
export const withoutNames = (message: string): string =>
  withoutSuggestion(message).replace(/ Valeurs possibles : [\w, ]*\.$/, '');
