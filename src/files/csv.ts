import type { ByteSource } from './byte-source.js';
import { findDialect } from './csv-delimiter.js';
import { CsvSplitter } from './csv-splitter.js';
import { decoded, findEncoding } from './encoding.js';
import {
  batchRows,
  type FileLimits,
  type FileRemark,
  type OpenedFile,
  type Sheet,
  type SheetRow,
} from './sheet.js';

export async function openCsv(
  source: ByteSource,
  remarks: readonly FileRemark[],
  limits: FileLimits,
): Promise<OpenedFile> {
  const encoding = await findEncoding(source);
  const sample = await beginning(source, encoding.name);
  const dialect = findDialect(sample.text, sample.isWhole);
  let read = 0;
  const count = (bytes: number) => {
    read += bytes;
  };
  const sheet: Sheet = {
    name: null,
    isHidden: false,
    headers: null,
    async *rows() {
      read = 0;
      const splitter = new CsvSplitter(dialect.delimiter, limits);
      let skipped = dialect.skipped;
      for await (const text of decoded(source.blocks({}, count), encoding.name)) {
        yield* batches(splitter.push(skipped === 0 ? text : text.slice(skipped)));
        skipped = 0;
      }
      yield* batches(splitter.end());
    },
  };
  return {
    format: 'CSV',
    encoding: encoding.name,
    delimiter: dialect.delimiter,
    remarks: encoding.isGuessed ? [...remarks, { code: 'ENCODING_GUESSED', detail: encoding.name }] : remarks,
    async *sheets() {
      yield sheet;
    },
    progress: () => ({ read, size: source.size }),
    close: () => source.close(),
  };
}

async function beginning(source: ByteSource, encoding: Parameters<typeof decoded>[1]) {
  const bytes = await source.read(0, 64 * 1024);
  let text = '';
  for await (const piece of decoded([bytes], encoding)) text += piece;
  return { text, isWhole: bytes.length === source.size };
}

function* batches(rows: readonly SheetRow[]): Generator<readonly SheetRow[]> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
}
