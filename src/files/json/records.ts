import type { Token } from 'stream-json/core/parser.js';
import { FileError } from '../file-error.js';
import { type JsonRecord, RecordBuilder } from './record-builder.js';
import { TokenReader } from './token-reader.js';

export interface PlacedRecord {
  readonly line: number;
  readonly record: JsonRecord;
}

/** Keys under which an object holds the rows. */
export const rowKeys = ['rows', 'data', 'records', 'results'] as const;

/** The objects of JSON Lines, each with the line of the text on which it stands. */
export async function* recordsOfLines(texts: AsyncIterable<string>): AsyncGenerator<PlacedRecord[]> {
  const reader = new TokenReader(true);
  const builder = new RecordBuilder();
  let line = 1;
  const read = (text: string, found: PlacedRecord[]) => {
    try {
      for (const token of reader.read(text)) {
        const record = builder.take(token);
        if (record !== null) found.push({ line, record });
      }
    } catch (error) {
      throw error instanceof FileError ? error.at({ line }) : error;
    }
  };
  for await (const text of texts) {
    const found: PlacedRecord[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      read(text.slice(start, end + 1), found);
      if (reader.depth > 0)
        throw new FileError('MALFORMED_JSON', 'objet coupé par la fin de la ligne', { line });
      line += 1;
      start = end + 1;
    }
    read(text.slice(start), found);
    yield found;
  }
  // A number or a word ends only when something follows it.
  read('\n', []);
  if (reader.depth > 0) throw new FileError('TRUNCATED_FILE', '', { line });
}

/** The objects of a list, or of the list that an object holds; `line` is their rank. */
export async function* recordsOfDocument(texts: AsyncIterable<string>): AsyncGenerator<PlacedRecord[]> {
  const reader = new TokenReader(false);
  const rows = new RowsOfDocument();
  try {
    for await (const text of texts) yield rows.take(reader.read(text));
    rows.take(reader.read('\n'));
    if (reader.depth > 0) throw new FileError('TRUNCATED_FILE');
    if (!rows.isFound) throw new FileError('MALFORMED_JSON', `aucune liste sous ${rowKeys.join(', ')}`);
  } catch (error) {
    throw error instanceof FileError ? error.at({ line: rows.rank > 0 ? rows.rank : null }) : error;
  }
}

/** Finds the list of rows among the tokens of a document, and steps over everything else. */
class RowsOfDocument {
  isFound = false;
  /** Of the object being read, or of the last one. */
  rank = 0;
  private readonly builder = new RecordBuilder();
  /** Depth of the list whose items are the rows; 0 outside it. */
  private listDepth = 0;
  private depth = 0;
  private key = '';

  take(tokens: readonly Token[]): PlacedRecord[] {
    const found: PlacedRecord[] = [];
    for (const token of tokens) {
      const isEnd = token.name === 'endArray' || token.name === 'endObject';
      if (isEnd) this.depth -= 1;
      if (this.listDepth > 0) this.takeRow(token, found);
      else this.step(token);
      if (token.name === 'startArray' || token.name === 'startObject') this.depth += 1;
    }
    return found;
  }

  private step(token: Token): void {
    if (token.name === 'keyValue' && this.depth === 1) this.key = token.value;
    const isRows = this.depth === 0 || (this.depth === 1 && rowKeys.some((each) => each === this.key));
    if (token.name !== 'startArray' || !isRows) return;
    if (this.isFound) throw new FileError('MALFORMED_JSON', 'deux listes de lignes');
    this.isFound = true;
    this.listDepth = this.depth + 1;
  }

  private takeRow(token: Token, found: PlacedRecord[]): void {
    const isBetween = this.depth === this.listDepth;
    if (token.name === 'endArray' && this.depth === this.listDepth - 1) {
      this.listDepth = 0;
      return;
    }
    if (isBetween && token.name !== 'endObject') this.rank += 1;
    const record = this.builder.take(token);
    if (record !== null) found.push({ line: this.rank, record });
  }
}
