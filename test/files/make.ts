import iconv from 'iconv-lite';

/** Lines of a CSV as Windows ends them, in an encoding; `bom` puts the mark of the encoding first. */
export const csvIn = (encoding: string, lines: readonly string[], { bom = false } = {}): Buffer =>
  iconv.encode(`${lines.join('\r\n')}\r\n`, encoding, { addBOM: bom });

/** Text whose invisible characters are written as escapes where it is described. */
export const textOf = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);

export const bytesOf = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

/** One cell of a workbook: a text, a number, nothing; or its XML, of which `@` is the reference. */
export type Cell = string | number | null | { readonly xml: string };

/** A cell with a style of `styles`: 1 a date, 2 a percentage, 3 an amount with two decimals. */
export const styled = (style: number, value: number): Cell => ({
  xml: `<c r="@" s="${style}"><v>${value}</v></c>`,
});

/** A cell whose formula was computed, or never was. */
export const formula = (code: string, value?: number): Cell => ({
  xml: `<c r="@"><f>${escaped(code)}</f>${value === undefined ? '' : `<v>${value}</v>`}</c>`,
});

export const failed = (code: string): Cell => ({ xml: `<c r="@" t="e"><v>${code}</v></c>` });
export const logical = (value: boolean): Cell => ({ xml: `<c r="@" t="b"><v>${value ? 1 : 0}</v></c>` });

/** Number formats that the cells above name by their rank. */
export const styles =
  '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="4"/></cellXfs>';

/** Rows of a sheet from `first` on; an empty row is left out, as Excel does. */
export function sheetRows(rows: readonly (readonly Cell[])[], first = 1): string {
  return rows
    .map((cells, index) => {
      const line = first + index;
      const written = cells.map((cell, column) =>
        cellXml(cell, `${String.fromCharCode(65 + column)}${line}`),
      );
      return cells.length === 0 ? '' : `<row r="${line}">${written.join('')}</row>`;
    })
    .join('');
}

function cellXml(cell: Cell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return cell.xml.replace('@', reference);
}

export const merged = (...ranges: readonly string[]): string =>
  `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
