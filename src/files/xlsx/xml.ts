import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { FileError } from '../file-error.js';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: the strict and the usual OOXML then read alike. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A tag, a text or a comment that goes on for longer is no spreadsheet's, and would fill the memory. */
const maximumSilence = 2 ** 20;
const maximumDepth = 64;

/** Reads a part as XML that trusts nobody: no DOCTYPE, no entity but the five of XML, nothing endless. */
export async function readXml(
  part: string,
  blocks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of xmlSteps(part, blocks, handler));
}

/** The same step by step: the caller may take what the handler has gathered after each block. */
export async function* xmlSteps(
  part: string,
  blocks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const reader = new XmlReader(part, handler);
  for await (const block of blocks) {
    reader.write(block);
    yield;
  }
  reader.end();
  yield;
}

class XmlReader {
  private readonly parser = new SaxesParser({ position: false, xmlns: false as const });
  private decoder: TextDecoder | null = null;
  private depth = 0;
  private silence = 0;

  constructor(
    private readonly part: string,
    handler: XmlHandler,
  ) {
    const heard = () => {
      this.silence = 0;
    };
    const text = (piece: string) => {
      this.silence = 0;
      handler.text?.(piece);
    };
    this.parser.on('opentag', ({ name, attributes }) => {
      this.silence = 0;
      this.depth += 1;
      if (this.depth > maximumDepth) throw this.refusal('trop de niveaux');
      handler.open?.(localName(name), attributes);
    });
    this.parser.on('closetag', ({ name }) => {
      this.silence = 0;
      this.depth -= 1;
      handler.close?.(localName(name));
    });
    this.parser.on('text', text);
    this.parser.on('cdata', text);
    this.parser.on('comment', heard);
    this.parser.on('processinginstruction', heard);
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^utf-(8|16)$/i.test(encoding)) throw this.refusal('encodage interdit');
    });
    this.parser.on('doctype', () => {
      throw new FileError('XML_ENTITY', this.part);
    });
    this.parser.on('error', ({ message }) => {
      throw /entit/i.test(message) ? new FileError('XML_ENTITY', this.part) : this.refusal('XML mal formé');
    });
  }

  write(block: Buffer): void {
    this.decoder ??= new TextDecoder(encodingOf(block), { fatal: true });
    const text = this.decode(block);
    this.silence += text.length;
    this.parser.write(text);
    if (this.silence > maximumSilence) throw new FileError('CELL_TOO_LONG', this.part);
  }

  end(): void {
    this.parser.write(this.decode());
    this.parser.close();
  }

  private decode(block?: Buffer): string {
    try {
      return block === undefined
        ? (this.decoder?.decode() ?? '')
        : (this.decoder?.decode(block, { stream: true }) ?? '');
    } catch {
      throw this.refusal('texte qui n’est pas de l’UTF-8');
    }
  }

  private refusal(reason: string): FileError {
    return new FileError('MALFORMED_XLSX', `${reason} dans ${this.part}`);
  }
}

function encodingOf(block: Buffer): string {
  if (block[0] === 0xff && block[1] === 0xfe) return 'utf-16le';
  if (block[0] === 0xfe && block[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute that must have a prefix (`r:id`), whichever one it is. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((each) => each.includes(':') && localName(each) === name);
  return key === undefined ? undefined : attributes[key];
}
