import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import type { Readings } from './protocol.js';

/** Node's types leave it to those of browsers. */
declare const WebAssembly: { readonly compile: (bytes: Uint8Array) => Promise<object> };

let compiled: Promise<object> | null = null;

/** The engine's code, compiled once in a process: what V8 has made faster while one ran is as fast in the next. */
export function compiledEngine(): Promise<object> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<object> {
  const packageFile = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return WebAssembly.compile(await readFile(join(dirname(packageFile), 'pglite.wasm')));
}

const list = (): string[] => [];
const parsers = Object.entries(createPostgreSqlTypeParsers(list));
const numbers = (isList: boolean) =>
  parsers.filter(([, parser]) => (parser === list) === isList).map(([type]) => Number(type));

export const readings: Readings = {
  // 20 is int8: without this a count is a number here and text on PostgreSQL.
  asText: [...numbers(false), 20],
  asList: numbers(true),
};
