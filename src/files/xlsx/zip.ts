import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { ByteSource } from '../byte-source.js';
import { FileError } from '../file-error.js';

const maximumEntries = 10_000;

/** Spreadsheets deflate five to fifty times. Past this, and past a size that costs no time, it is a trap. */
const maximumRatio = 200;
const harmlessBytes = 64 * 2 ** 20;

/** The parts of a zip archive. Names are compared without case, as Office does. */
export class Zip {
  private constructor(
    private readonly source: ByteSource,
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly maximumBytes: number,
  ) {}

  /** Reads the directory alone. */
  static async open(source: ByteSource, maximumBytes: number): Promise<Zip> {
    const options = { autoClose: false, lazyEntries: true };
    try {
      const file = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, options);
      return new Zip(source, file, await readEntries(file), maximumBytes);
    } catch (error) {
      throw asFileError(error);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Throws when the directory says that these parts together, or one of them, inflate to too much. */
  judge(names: readonly string[]): void {
    let total = 0;
    for (const name of names) {
      const { uncompressedSize, compressedSize } = this.entry(name);
      total += uncompressedSize;
      if (uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * maximumRatio)
        throw new FileError(
          'INFLATED_TOO_LARGE',
          `${name} gonfle ${Math.round(uncompressedSize / compressedSize)} fois`,
        );
    }
    if (total > this.maximumBytes) throw new FileError('INFLATED_TOO_LARGE', this.maximumBytes);
  }

  /** The inflated bytes of a part: never more than the directory said, and no others (by their checksum). */
  async *read(name: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
    const entry = this.entry(name);
    this.judge([name]);
    let size = 0;
    let sum = 0;
    for await (const block of inflated(entry, await this.rawBlocks(entry, onRead))) {
      size += block.length;
      if (size > entry.uncompressedSize)
        throw new FileError('INFLATED_TOO_LARGE', `${name} dépasse sa taille annoncée`);
      sum = crc32(block, sum);
      yield block;
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32)
      throw new FileError('MALFORMED_XLSX', `${name} est abîmé`);
  }

  private async rawBlocks(entry: Entry, onRead?: (bytes: number) => void): Promise<AsyncIterable<Buffer>> {
    const { fileDataStart: start } = await this.file
      .readLocalFileHeaderPromise(entry, { minimal: true })
      .catch((error) => {
        throw asFileError(error);
      });
    return this.source.blocks({ start, end: start + entry.compressedSize }, onRead);
  }

  private entry(name: string): Entry {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new FileError('MALFORMED_XLSX', `${name} manque`);
    return entry;
  }
}

async function readEntries(file: ZipFile): Promise<Map<string, Entry>> {
  if (file.entryCount > maximumEntries)
    throw new FileError('MALFORMED_XLSX', 'trop de parties dans l’archive');
  const entries = new Map<string, Entry>();
  for await (const entry of file.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entry.isEncrypted()) throw new FileError('ENCRYPTED_FILE');
    if (entries.has(name)) throw new FileError('MALFORMED_XLSX', `deux parties nommées ${entry.fileName}`);
    entries.set(name, entry);
  }
  return entries;
}

async function* inflated(entry: Entry, blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (entry.compressionMethod === 0) {
    yield* blocks;
    return;
  }
  if (entry.compressionMethod !== 8) throw new FileError('MALFORMED_XLSX', 'compression inconnue');
  const source = Readable.from(blocks, { objectMode: false });
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  source.once('error', (error) => inflate.destroy(error));
  try {
    for await (const block of source.pipe(inflate)) yield block as Buffer;
  } catch (error) {
    throw asFileError(error);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** yauzl and zlib say what is wrong in English sentences: only the two that a user can tell apart are kept. */
function asFileError(error: unknown): unknown {
  if (error instanceof FileError || !(error instanceof Error)) return error;
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('Z_')) return error;
  if (
    /End of central directory|overflows file bounds|unexpected EOF|unexpected end of file/i.test(
      error.message,
    )
  )
    return new FileError('TRUNCATED_FILE');
  if (/encryption/.test(error.message)) return new FileError('ENCRYPTED_FILE');
  if (/relative path|absolute path|invalid characters/.test(error.message))
    return new FileError('MALFORMED_XLSX', 'nom de partie interdit');
  return new FileError('MALFORMED_XLSX', 'archive abîmée');
}

/** What yauzl reads through. It closes nothing: the source is its opener's. */
class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.source.blocks({ start, end }), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length < length ? new FileError('TRUNCATED_FILE') : null);
      },
      (error: Error) => callback(error),
    );
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}
