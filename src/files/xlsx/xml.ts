import { TextDecoder } from 'node:util';
import { FileError } from '../file-error.js';
import { type Attributes, localName, type XmlHandler, XmlScanner } from './xml-scanner.js';

/** Reads a whole part. */
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
  const scanner = new XmlScanner(part, handler);
  for await (const text of decodedXml(part, blocks)) {
    scanner.write(text);
    yield;
  }
  scanner.end();
}

/** XML in a workbook is UTF-8, or UTF-16 with its mark. */
async function* decodedXml(part: string, blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const block of blocks) {
    decoder ??= new TextDecoder(encodingOf(block), { fatal: true });
    yield decode(decoder, part, block);
  }
  if (decoder !== null) yield decode(decoder, part);
}

function decode(decoder: InstanceType<typeof TextDecoder>, part: string, block?: Buffer): string {
  try {
    return block === undefined ? decoder.decode() : decoder.decode(block, { stream: true });
  } catch {
    throw new FileError('MALFORMED_XLSX', `texte qui n’est pas de l’UTF-8 dans ${part}`);
  }
}

function encodingOf(block: Buffer): string {
  if (block[0] === 0xff && block[1] === 0xfe) return 'utf-16le';
  if (block[0] === 0xfe && block[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** An attribute that must have a prefix (`r:id`), whichever one it is. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((each) => each.includes(':') && localName(each) === name);
  return key === undefined ? undefined : attributes[key];
}
