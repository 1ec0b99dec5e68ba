import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SourceFailure } from './failure.js';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line without end must not fill the memory. */
const longestLine = 4_000_000;

/** The values of a JSON Lines file, one at a time. @throws SourceFailure `SOURCE_ANSWER` */
export async function* readJsonLines(path: string): AsyncGenerator<unknown> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new SourceFailure('SOURCE_ANSWER', 'une ligne est démesurée.');
    for (const line of lines) if (line.trim() !== '') yield parseLine(line);
  }
  if (rest.trim() !== '') yield parseLine(rest);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new SourceFailure('SOURCE_ANSWER', 'une ligne n’est pas du JSON.');
  }
}

/** Writes records as JSON Lines; returns how many. */
export async function writeJsonLines(
  path: string,
  records: AsyncIterable<Readonly<Record<string, unknown>>>,
): Promise<number> {
  let written = 0;
  async function* lines() {
    for await (const record of records) {
      written += 1;
      yield `${JSON.stringify(record)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return written;
}
