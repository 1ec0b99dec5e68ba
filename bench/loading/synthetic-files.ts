import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre';
import { type Extent, header, syntheticRows } from './synthetic-rows.js';

/** As a French spreadsheet saves it: semicolons, decimal commas, UTF-8 with its mark. */
export async function writeCsv(path: string, extent: Extent): Promise<void> {
  await pipeline(Readable.from(csvPieces(extent)), createWriteStream(path));
}

function* csvPieces(extent: Extent): Generator<string> {
  let piece = `\ufeff${header.join(';')}\r\n`;
  for (const [code, commune, year, sector, line, nature, operator, cents] of syntheticRows(extent)) {
    const amount = (cents / 100).toFixed(2).replace('.', ',');
    piece += `${code};${commune};${year};${sector};${line};${nature};${operator};${amount}\r\n`;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A workbook of one sheet, with shared texts as Excel writes them. */
export async function writeXlsx(path: string, extent: Extent): Promise<void> {
  const stream = writeXlsxStream(xlsxRows(extent), { name: 'Subventions', inlineStrings: false });
  await pipeline(Readable.fromWeb(stream as ReadableStream), createWriteStream(path));
}

function* xlsxRows(extent: Extent): Generator<(string | number)[]> {
  yield [...header];
  for (const row of syntheticRows(extent)) yield [...row.slice(0, -1), row[7] / 100];
}
