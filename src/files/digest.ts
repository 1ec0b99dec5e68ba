import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { NamedFile } from './sheet.js';

/** What identifies the bytes of a file: loading the same ones twice can be seen. */
export interface Digest {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly size: number;
}

export async function digestOf({ bytes }: NamedFile): Promise<Digest> {
  const hash = createHash('sha256');
  if (bytes.kind === 'memory') {
    return { sha256: hash.update(bytes.bytes).digest('hex'), size: bytes.bytes.byteLength };
  }
  let size = 0;
  for await (const chunk of createReadStream(bytes.path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    size += (chunk as Buffer).byteLength;
  }
  return { sha256: hash.digest('hex'), size };
}
