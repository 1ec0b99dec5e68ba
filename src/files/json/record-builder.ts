import type { Token } from 'stream-json/core/parser.js';
import { FileError } from '../file-error.js';

/** One object of the file, flattened: its values as text, by name. */
export type JsonRecord = ReadonlyMap<string, string>;

/**
 * Makes one record of the tokens of one object. Objects in it are flattened (`commune.code`), a list of scalars is joined
 * by `|`, and null is an empty text.
 */
export class RecordBuilder {
  private record = new Map<string, string>();
  private readonly path: string[] = [];
  private list: string[] | null = null;
  private depth = 0;

  /** The record that this token ends, if it ends one. */
  take(token: Token): JsonRecord | null {
    switch (token.name) {
      case 'startObject':
        if (this.list !== null) throw this.malformed('liste d’objets');
        this.depth += 1;
        break;
      case 'endObject':
        return this.endObject();
      case 'startArray':
        if (this.depth === 0) throw this.malformed('une liste à la place d’un objet');
        if (this.list !== null) throw this.malformed('liste de listes');
        this.list = [];
        break;
      case 'endArray':
        this.set((this.list ?? []).join('|'));
        this.list = null;
        this.path.pop();
        break;
      case 'keyValue':
        this.path.push(token.value.trim());
        break;
      default:
        this.scalar(textOf(token));
    }
    return null;
  }

  private endObject(): JsonRecord | null {
    this.depth -= 1;
    if (this.depth > 0) {
      this.path.pop();
      return null;
    }
    const { record } = this;
    this.record = new Map();
    return record;
  }

  private scalar(text: string): void {
    if (this.depth === 0) throw this.malformed('une valeur à la place d’un objet');
    if (this.list !== null) this.list.push(text);
    else {
      this.set(text);
      this.path.pop();
    }
  }

  private set(text: string): void {
    const name = this.path.join('.');
    if (this.record.has(name)) throw new FileError('MALFORMED_JSON', `clé « ${name} » deux fois`);
    this.record.set(name, text);
  }

  private malformed(reason: string): FileError {
    const name = this.path.join('.');
    return new FileError('MALFORMED_JSON', name === '' ? reason : `${reason} sous « ${name} »`);
  }
}

function textOf(token: Token): string {
  switch (token.name) {
    case 'stringValue':
    case 'numberValue':
      return token.value.trim();
    case 'trueValue':
      return 'true';
    case 'falseValue':
      return 'false';
    default:
      return '';
  }
}
