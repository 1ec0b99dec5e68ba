import { FileError } from '../file-error.js';
import type { FileLimits } from '../sheet.js';
import { readXml } from './xml.js';
import type { Attributes, XmlHandler } from './xml-scanner.js';

const segmentBytes = 2 ** 20;
/** What a text costs beside its own bytes. */
const overheadBytes = 8;
const recentTexts = 4096;

/**
 * The texts that a workbook's cells share, by index. There may be a million: they are kept as bytes, not as strings,
 * and read back one at a time.
 */
export class SharedTexts {
  private readonly segments: Buffer[] = [];
  private segment = Buffer.alloc(0);
  private used = 0;
  private total = 0;
  /** Of each text: its segment, where it starts there, and its length. */
  private places = new Uint32Array(3 * 1024);
  private count = 0;
  private readonly recent: ({ readonly index: number; readonly text: string } | undefined)[] = new Array(
    recentTexts,
  );

  constructor(private readonly maximumBytes: number) {}

  get size(): number {
    return this.count;
  }

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.total += length + overheadBytes;
    if (this.total > this.maximumBytes) throw new FileError('TOO_MANY_TEXTS', this.maximumBytes);
    if (this.used + length > this.segment.length) this.addSegment(length);
    this.segment.write(text, this.used);
    this.place(length);
    this.used += length;
  }

  /** Undefined when there is no such text. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const held = this.recent[index % recentTexts];
    if (held?.index === index) return held.text;
    const at = index * 3;
    const start = this.places[at + 1] ?? 0;
    const text =
      this.segments[this.places[at] ?? 0]?.toString('utf8', start, start + (this.places[at + 2] ?? 0)) ?? '';
    this.recent[index % recentTexts] = { index, text };
    return text;
  }

  private addSegment(length: number): void {
    this.segment = Buffer.allocUnsafe(Math.max(segmentBytes, length));
    this.segments.push(this.segment);
    this.used = 0;
  }

  private place(length: number): void {
    const at = this.count * 3;
    if (at === this.places.length) {
      const longer = new Uint32Array(this.places.length * 2);
      longer.set(this.places);
      this.places = longer;
    }
    this.places[at] = Math.max(0, this.segments.length - 1);
    this.places[at + 1] = this.used;
    this.places[at + 2] = length;
    this.count += 1;
  }
}

export async function readSharedTexts(
  part: string,
  blocks: AsyncIterable<Buffer>,
  limits: FileLimits,
): Promise<SharedTexts> {
  const texts = new SharedTexts(limits.sharedTextBytes);
  const text = new TextCollector(limits.cellCharacters);
  await readXml(part, blocks, {
    open(name, attributes) {
      if (name === 'si') text.reset();
      else text.open(name, attributes);
    },
    text: (piece) => text.text(piece),
    close(name) {
      text.close(name);
      if (name === 'si') texts.add(text.value);
    },
  });
  return texts;
}

/** Joins the runs of a rich text; leaves out how it is pronounced. */
export class TextCollector implements Required<XmlHandler> {
  private joined = '';
  private isText = false;
  private isPhonetic = false;

  constructor(private readonly maximumCharacters: number) {}

  get value(): string {
    return unescaped(this.joined).trim();
  }

  reset(): void {
    this.joined = '';
  }

  open(name: string, _attributes?: Attributes): void {
    if (name === 'rPh') this.isPhonetic = true;
    else if (name === 't') this.isText = !this.isPhonetic;
  }

  text(piece: string): void {
    if (!this.isText) return;
    this.joined += piece;
    // A character may be written with seven.
    if (this.joined.length > this.maximumCharacters * 7)
      throw new FileError('CELL_TOO_LONG', this.maximumCharacters);
  }

  close(name: string): void {
    if (name === 't') this.isText = false;
    else if (name === 'rPh') this.isPhonetic = false;
  }
}

/** Office writes characters that XML cannot hold as `_x000D_`. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
