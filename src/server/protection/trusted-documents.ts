import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { HubError } from '../../errors.js';

/** Documents by the names that clients ask for them by: their SHA-256, and the id that a manifest gives them. */
export type TrustedDocuments = ReadonlyMap<string, string>;

export const digestOf = (text: string): string => hash('sha256', text, 'hex');

/**
 * Reads a folder of `.graphql` files, or a manifest: `{ "<id>": "<document>" }` as Relay's compiler writes it, or
 * `{ "operations": [{ "id", "body" }] }` as Apollo's does.
 *
 * @throws HubError `INVALID_CONFIGURATION`
 */
export function readTrustedDocuments(path: string | null): TrustedDocuments {
  if (path === null) return new Map();
  const documents = new Map<string, string>();
  try {
    for (const [id, text] of entriesOf(path)) {
      parse(text, { noLocation: true });
      documents.set(id, text).set(digestOf(text), text);
    }
  } catch (error) {
    throw refusal(path, (error as Error).message);
  }
  if (documents.size === 0) throw refusal(path, 'aucun document');
  return documents;
}

const refusal = (path: string, reason: string) =>
  new HubError('INVALID_CONFIGURATION', {
    problems: [`CTG_HUB_TRUSTED_DOCUMENTS=${path} ne se lit pas : ${reason}.`],
  });

function entriesOf(path: string): (readonly [string, string])[] {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).filter((name) => name.endsWith('.graphql'));
    return names.map((name) => [name.replace(/\.graphql$/, ''), readFileSync(join(path, name), 'utf8')]);
  }
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as
    | Record<string, string>
    | { operations: readonly { id: string; body: string }[] };
  return Array.isArray(manifest.operations)
    ? manifest.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(manifest as Record<string, string>);
}
