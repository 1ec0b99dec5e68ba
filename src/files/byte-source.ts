import { type FileHandle, open } from 'node:fs/promises';
import { FileError } from './file-error.js';
import type { FileBytes } from './sheet.js';

const blockBytes = 64 * 1024;

/** The bytes of a file, wherever they are: by blocks in order, or at a place. */
export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `position`: fewer only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** Blocks in order. The bytes of each are told to `onRead`. */
  blocks(range?: Range, onRead?: (bytes: number) => void): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** From `start` on, to before `end`; the whole file where nothing is said. */
export interface Range {
  readonly start?: number;
  readonly end?: number;
}

export async function openSource(bytes: FileBytes): Promise<ByteSource> {
  if (bytes.kind === 'memory') return new MemorySource(bytes.bytes);
  const handle = await open(bytes.path);
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new FileError('UNSUPPORTED_FORMAT', 'dossier');
    return new DiskSource(handle, stat.size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

abstract class Source implements ByteSource {
  abstract readonly size: number;
  abstract read(position: number, length: number): Promise<Buffer>;
  abstract close(): Promise<void>;

  async *blocks(
    { start = 0, end = this.size }: Range = {},
    onRead: (bytes: number) => void = () => {},
  ): AsyncGenerator<Buffer> {
    const readAt = (at: number) => this.read(at, Math.min(blockBytes, end - at));
    let next = readAt(start);
    for (let at = start; at < end; ) {
      const block = await next;
      // The file was cut while it was read.
      if (block.length === 0) throw new FileError('TRUNCATED_FILE');
      at += block.length;
      onRead(block.length);
      // Read ahead: the disk works while the block is split.
      if (at < end) next = readAt(at);
      next.catch(() => {});
      yield block;
    }
  }
}

class MemorySource extends Source {
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get size(): number {
    return this.bytes.length;
  }

  async read(position: number, length: number): Promise<Buffer> {
    return this.bytes.subarray(position, position + length);
  }

  async close(): Promise<void> {}
}

class DiskSource extends Source {
  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {
    super();
  }

  async read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - position)));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.handle.read(buffer, filled, buffer.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
