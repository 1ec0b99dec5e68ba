import { readXml } from './xml.js';

/** What a style makes of the number in its cell, where that changes what it means: 0.45 shown as 45 % is 45 %. */
export type NumberLook = 'DATE' | 'PERCENT' | null;

/** Looks of a workbook's styles, by index. */
export type NumberLooks = readonly NumberLook[];

const maximumStyles = 100_000;

export async function readNumberLooks(part: string, blocks: AsyncIterable<Buffer>): Promise<NumberLooks> {
  const custom = new Map<number, NumberLook>();
  const formats: number[] = [];
  let isInStyles = false;
  await readXml(part, blocks, {
    open(name, attributes) {
      if (name === 'numFmt' && custom.size < maximumStyles)
        custom.set(Number(attributes.numFmtId), lookOf(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') isInStyles = true;
      else if (name === 'xf' && isInStyles && formats.length < maximumStyles)
        formats.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isInStyles = false;
    },
  });
  return formats.map((format) => custom.get(format) ?? builtInLook(format));
}

function builtInLook(id: number): NumberLook {
  if (isBuiltInDate(id)) return 'DATE';
  return id === 9 || id === 10 ? 'PERCENT' : null;
}

function lookOf(code: string): NumberLook {
  if (isDateFormat(code)) return 'DATE';
  return /%/.test(code.replace(/"[^"]*"?|\\./g, '')) ? 'PERCENT' : null;
}

/** Formats that a workbook names by number alone; 27 to 36 and 50 to 58 are those of East Asian dates. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format shows a date when a day, month, year, hour, minute or second stands in it outside quotes and brackets. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    // A colour, a condition, a currency or a language; not a duration.
    .replace(/\[(?!(h+|m+|s+)\])[^[\]]*\]/gi, '')
    .replace(/general/gi, '');
  return /[ymdhs]/i.test(bare.split(';')[0] ?? '');
}
