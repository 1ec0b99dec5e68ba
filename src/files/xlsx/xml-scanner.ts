import { FileError } from '../file-error.js';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: the strict and the usual OOXML then read alike. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A tag, a text or a comment that goes on for longer is no spreadsheet's, and would fill the memory. */
const maximumPending = 2 ** 20;
const maximumDepth = 64;
const unfinished = -1;

const exclamation = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const less = 0x3c;
const equal = 0x3d;
const greater = 0x3e;
const question = 0x3f;

/**
 * Splits XML, given piece by piece, into tags and texts. Written by hand because saxes reads a workbook five times slower
 * than the load needs; a property test holds it against saxes. It trusts nobody: tags must match, a DOCTYPE or an entity
 * beside the five of XML is refused, nothing is endless.
 */
export class XmlScanner {
  private rest = '';
  private readonly path: string[] = [];
  private hasRoot = false;

  constructor(
    private readonly part: string,
    private readonly handler: XmlHandler,
  ) {}

  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', at)) {
      if (start > at) this.text(text.slice(at, start));
      // So that a text is not given again when the tag after it is cut.
      at = start;
      const end = this.markup(text, start);
      if (end === unfinished) break;
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > maximumPending) throw new FileError('CELL_TOO_LONG', this.part);
  }

  end(): void {
    if (this.rest.trim() !== '' || this.path.length > 0 || !this.hasRoot) throw this.malformed();
  }

  private text(raw: string): void {
    if (this.path.length > 0) this.handler.text?.(this.decoded(raw));
    else if (raw.replace('\ufeff', '').trim() !== '') throw this.malformed();
  }

  /** Reads what begins with the `<` at `start`; answers where what follows begins. */
  private markup(text: string, start: number): number {
    if (start + 1 >= text.length) return unfinished;
    switch (text.charCodeAt(start + 1)) {
      case slash:
        return this.closingTag(text, start);
      case exclamation:
        return this.declaration(text, start);
      case question:
        return this.instruction(text, start);
      default:
        return this.openingTag(text, start);
    }
  }

  private closingTag(text: string, start: number): number {
    const end = text.indexOf('>', start);
    if (end === -1) return unfinished;
    const name = text.slice(start + 2, end).trimEnd();
    if (name !== this.path.pop()) throw this.malformed();
    this.handler.close?.(localName(name));
    return end + 1;
  }

  private declaration(text: string, start: number): number {
    if (text.startsWith('<!--', start)) return this.comment(text, start);
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start);
      if (end === -1) return unfinished;
      if (this.path.length === 0) throw this.malformed();
      this.handler.text?.(withPlainBreaks(text.slice(start + 9, end)));
      return end + 3;
    }
    // Not yet enough of it to tell.
    if (text.length - start < 9) return unfinished;
    throw text.startsWith('<!DOCTYPE', start) ? new FileError('XML_ENTITY', this.part) : this.malformed();
  }

  private comment(text: string, start: number): number {
    const end = text.indexOf('--', start + 4);
    if (end === -1 || end + 2 >= text.length) return unfinished;
    // Two hyphens only end a comment.
    if (text.charCodeAt(end + 2) !== greater) throw this.malformed();
    return end + 3;
  }

  private instruction(text: string, start: number): number {
    const end = after('?>', text, start);
    if (end === unfinished) return unfinished;
    const encoding = /^<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)/.exec(text.slice(start, end))?.[1];
    if (encoding !== undefined && !/^utf-(8|16)$/i.test(encoding)) throw this.malformed();
    return end;
  }

  private openingTag(text: string, start: number): number {
    let at = nameEnd(text, start + 1);
    const name = text.slice(start + 1, at);
    const attributes: Record<string, string> = {};
    while (true) {
      const blank = at;
      at = pastBlanks(text, at);
      if (at >= text.length) return unfinished;
      const code = text.charCodeAt(at);
      if (code === greater) return this.opened(name, attributes, at + 1, false);
      if (code === slash) {
        if (at + 1 >= text.length) return unfinished;
        if (text.charCodeAt(at + 1) !== greater) throw this.malformed();
        return this.opened(name, attributes, at + 2, true);
      }
      const keyEnd = nameEnd(text, at);
      const equals = pastBlanks(text, keyEnd);
      const quoteAt = pastBlanks(text, equals + 1);
      if (quoteAt >= text.length) return unfinished;
      const quote = text.charCodeAt(quoteAt);
      const isQuoted = quote === doubleQuote || quote === singleQuote;
      if (blank === at || keyEnd === at || text.charCodeAt(equals) !== equal || !isQuoted)
        throw this.malformed();
      const valueEnd = text.indexOf(quote === doubleQuote ? '"' : "'", quoteAt + 1);
      if (valueEnd === -1) return unfinished;
      const key = text.slice(at, keyEnd);
      if (Object.hasOwn(attributes, key)) throw this.malformed();
      const value = text.slice(quoteAt + 1, valueEnd);
      if (value.includes('<')) throw this.malformed();
      attributes[key] = this.decoded(value);
      at = valueEnd + 1;
    }
  }

  private opened(name: string, attributes: Attributes, end: number, isEmpty: boolean): number {
    if (name === '' || (this.path.length === 0 && this.hasRoot) || this.path.length >= maximumDepth)
      throw this.malformed();
    this.hasRoot = true;
    const local = localName(name);
    this.handler.open?.(local, attributes);
    if (isEmpty) this.handler.close?.(local);
    else this.path.push(name);
    return end;
  }

  private decoded(raw: string): string {
    const text = withPlainBreaks(raw);
    return text.includes('&')
      ? text.replace(/&([^;&]{0,10};)?/g, (_, name?: string) => this.entity(name))
      : text;
  }

  private entity(name?: string): string {
    if (name === undefined) throw this.malformed();
    const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]+)|(\d+));$/i.exec(name) ?? [];
    const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    const known = entities[name];
    if (known === undefined) throw new FileError('XML_ENTITY', this.part);
    return known;
  }

  private malformed(): FileError {
    return new FileError('MALFORMED_XLSX', `XML mal formé dans ${this.part}`);
  }
}

const entities: Readonly<Record<string, string>> = {
  'lt;': '<',
  'gt;': '>',
  'amp;': '&',
  'quot;': '"',
  'apos;': "'",
};

const withPlainBreaks = (raw: string) => (raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw);

function after(mark: string, text: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? unfinished : at + mark.length;
}

/** Any character but those that end a name: a blank, `/`, `=`, `>`, a quote or `<`. */
function nameEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Letters end no name, and are nearly all there is.
    if (code > greater) continue;
    if (code <= 0x20 || code === slash || code >= less || code === doubleQuote || code === singleQuote) break;
  }
  return at;
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
