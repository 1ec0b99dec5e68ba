import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const MONACO = dirname(createRequire(import.meta.url).resolve('monaco-editor/package.json'));
const NUMBERED_TEXT = /localize2?\((\d+), ("(?:[^"\\]|\\.)*")/g;

/** English text → French text, from the numbered texts of Monaco's development build and its French table. */
export async function monacoTranslations(): Promise<Map<string, string>> {
  const [bundle, table] = await Promise.all([
    readFile(join(MONACO, 'dev/vs/editor/editor.main.js'), 'utf8'),
    readFile(join(MONACO, 'dev/vs/nls.messages.fr.js'), 'utf8'),
  ]);
  const french = readTable(table);
  const translations = new Map<string, string>();
  for (const [, number, text] of bundle.matchAll(NUMBERED_TEXT)) {
    if (!number || !text) continue;
    const translation = french[Number(number)];
    const english = JSON.parse(text) as string;
    if (translation && !translations.has(english)) translations.set(english, translation);
  }
  if (translations.size < 500) throw new Error('Monaco’s French texts were not found');
  return translations;
}

function readTable(script: string): (string | null)[] {
  const start = script.indexOf('[', script.indexOf('_VSCODE_NLS_MESSAGES'));
  return JSON.parse(script.slice(start, script.lastIndexOf(']') + 1)) as (string | null)[];
}
