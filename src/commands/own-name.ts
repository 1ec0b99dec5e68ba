import { basename } from 'node:path';

/**
 * How this command line is called, so that what it prints can be copied: by npm, as the project says, unless it was
 * installed under its short name.
 */
export const ownName = basename(process.argv[1] ?? '') === 'ctg' ? 'ctg' : 'npm run -s ctg --';

/** A word of a command line, as a shell takes it whole. */
export function quoted(word: string): string {
  if (/^[\p{L}\p{N}_.,/:=@+-]+$/u.test(word)) return word;
  // Windows has double quotes only, in which other shells still read `$` and the like.
  if (process.platform === 'win32' || !/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
