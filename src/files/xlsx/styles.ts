import { readXml } from './xml.js';

/** Which of a workbook's styles show a number as a date: true by index of the style. */
export type DateStyles = readonly boolean[];

const maximumStyles = 100_000;

export async function readDateStyles(part: string, blocks: AsyncIterable<Buffer>): Promise<DateStyles> {
  const custom = new Map<number, boolean>();
  const formats: number[] = [];
  let isInStyles = false;
  await readXml(part, blocks, {
    open(name, attributes) {
      if (name === 'numFmt' && custom.size < maximumStyles)
        custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') isInStyles = true;
      else if (name === 'xf' && isInStyles && formats.length < maximumStyles)
        formats.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isInStyles = false;
    },
  });
  return formats.map((format) => custom.get(format) ?? isBuiltInDate(format));
}

/** Formats that a workbook names by number alone; 27 to 36 and 50 to 58 are those of East Asian dates. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format shows a date when a day, month, year, hour, minute or second stands in it outside quotes and brackets. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    // A colour, a condition, a currency or a language; not a duration.
    .replace(/\[(?!(h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/general/gi, '');
  return /[ymdhs]/i.test(bare.split(';')[0] ?? '');
}
