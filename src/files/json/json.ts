import type { ByteSource } from '../byte-source.js';
import { decoded, type Encoding, findEncoding } from '../encoding.js';
import { FileError } from '../file-error.js';
import {
  batchRows,
  type FileFormat,
  type FileLimits,
  type FileRemark,
  type OpenedFile,
  type Sheet,
  type SheetRow,
} from '../sheet.js';
import { recordsOfDocument, recordsOfLines, rowKeys } from './records.js';

/** Enough for a first line as long as a row may be. */
const sampleBytes = 2 ** 20;

/** Opens JSON. Reads it once before its rows, for the names of all values. */
export async function openJson(
  source: ByteSource,
  remarksOf: (format: FileFormat) => readonly FileRemark[],
  limits: FileLimits,
): Promise<OpenedFile> {
  const encoding = await findEncoding(source);
  const format = await formatOf(source, encoding.name);
  const remarks = [...remarksOf(format)];
  if (encoding.isGuessed) remarks.push({ code: 'ENCODING_GUESSED', detail: encoding.name });
  const reading = new JsonReading(source, encoding.name, format, limits);
  return {
    format,
    encoding: encoding.name,
    delimiter: null,
    remarks,
    sheets: () => reading.sheets(),
    progress: () => ({ read: reading.read, size: source.size }),
    close: () => source.close(),
  };
}

class JsonReading {
  read = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly encoding: Encoding['name'],
    private readonly format: 'JSON' | 'JSON_LINES',
    private readonly limits: FileLimits,
  ) {}

  async *sheets(): AsyncGenerator<Sheet> {
    const headers = await this.headers();
    yield { name: null, isHidden: false, headers, rows: () => this.rows(headers) };
  }

  private async headers(): Promise<readonly string[]> {
    const names = new Set<string>();
    let rows = 0;
    for await (const records of this.records()) {
      rows += records.length;
      for (const { line, record } of records) {
        for (const name of record.keys()) names.add(name);
        if (names.size > this.limits.columns)
          throw new FileError('TOO_MANY_COLUMNS', this.limits.columns, { line });
        if (rows > this.limits.rows) throw new FileError('TOO_MANY_ROWS', this.limits.rows, { line });
      }
    }
    return [...names];
  }

  private async *rows(headers: readonly string[]): AsyncGenerator<readonly SheetRow[]> {
    this.read = 0;
    const count = (bytes: number) => {
      this.read += bytes;
    };
    for await (const records of this.records(count)) {
      const rows = records
        .map(({ line, record }) =>
          this.row(
            line,
            headers.map((name) => record.get(name) ?? ''),
          ),
        )
        .filter(({ cells }) => cells.some((cell) => cell !== ''));
      for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
    }
  }

  private row(line: number, cells: readonly string[]): SheetRow {
    const { cellCharacters, rowCharacters } = this.limits;
    let characters = 0;
    for (const { length } of cells) {
      if (length > cellCharacters) throw new FileError('CELL_TOO_LONG', cellCharacters, { line });
      characters += length;
    }
    if (characters > rowCharacters) throw new FileError('ROW_TOO_LONG', rowCharacters, { line });
    return { line, cells };
  }

  private records(onRead?: (bytes: number) => void) {
    const texts = decoded(this.source.blocks({}, onRead), this.encoding);
    return this.format === 'JSON' ? recordsOfDocument(texts) : recordsOfLines(texts);
  }
}

/** A first line that is a whole object begins JSON Lines, unless it is alone and holds the rows. */
async function formatOf(source: ByteSource, encoding: Encoding['name']): Promise<'JSON' | 'JSON_LINES'> {
  const bytes = await source.read(0, sampleBytes);
  let text = '';
  for await (const piece of decoded([bytes], encoding)) text += piece;
  const [first = '', ...rest] = text.trimStart().split('\n');
  const object = parsedObject(first);
  if (object === null) return 'JSON';
  const isAlone = rest.every((line) => line.trim() === '');
  return isAlone && rowKeys.some((key) => Array.isArray(object[key])) ? 'JSON' : 'JSON_LINES';
}

function parsedObject(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
