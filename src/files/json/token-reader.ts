import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { FileError } from '../file-error.js';

/** A text or a number that goes on for longer is no cell's, and would fill the memory. */
const maximumSilence = 2 ** 20;
const maximumDepth = 32;

/** The tokens of JSON text given piece by piece, strings and numbers whole, and numbers as they are written. */
export class TokenReader {
  /** How many objects and lists are open after the last piece. */
  depth = 0;
  private silence = 0;
  private readonly parse: (text: string) => unknown;

  /** `isStream` where values follow each other, as in JSON Lines. */
  constructor(isStream: boolean) {
    this.parse = jsonParser({ streamValues: false, jsonStreaming: isStream });
  }

  read(text: string): readonly Token[] {
    const tokens = this.tokensOf(text);
    this.silence = tokens.length > 0 ? 0 : this.silence + text.length;
    if (this.silence > maximumSilence) throw new FileError('CELL_TOO_LONG');
    for (const { name } of tokens) {
      if (name === 'startObject' || name === 'startArray') this.depth += 1;
      else if (name === 'endObject' || name === 'endArray') this.depth -= 1;
      if (this.depth > maximumDepth) throw new FileError('MALFORMED_JSON', 'trop de niveaux');
    }
    return tokens;
  }

  /** The parser answers a token list in a wrapper, or nothing. */
  private tokensOf(text: string): readonly Token[] {
    try {
      const found = this.parse(text);
      return typeof found === 'object' && found !== null && 'values' in found
        ? (found.values as Token[])
        : [];
    } catch {
      throw new FileError('MALFORMED_JSON', 'JSON mal formé');
    }
  }
}
