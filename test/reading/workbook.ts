import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, with what a forger may say of it that is not so. */
export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  /** What stands there instead of the content, deflated. */
  readonly deflated?: Buffer;
  readonly claimedSize?: number;
  readonly flags?: number;
  readonly crc?: number;
}

const header = (signature: number, fields: readonly (readonly [2 | 4, number])[]) => {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  buffer.writeUInt32LE(signature);
  let at = 4;
  for (const [size, value] of fields) at = buffer.writeUIntLE(value, at, size);
  return buffer;
};

/** A zip archive of these parts, in this order, exactly as they say. */
export function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, deflated, claimedSize, flags = 0x800, crc } of parts) {
    const bytes = Buffer.from(content as Uint8Array);
    const data = deflated ?? (isStored ? bytes : deflateRawSync(bytes));
    const nameBytes = Buffer.from(name);
    const common = [
      [2, 20],
      [2, flags],
      [2, isStored ? 0 : 8],
      [4, 0],
      [4, crc ?? crc32(bytes)],
      [4, data.length],
      [4, claimedSize ?? bytes.length],
      [2, nameBytes.length],
      [2, 0],
    ] as const;
    const local = Buffer.concat([header(0x04034b50, common), nameBytes, data]);
    directory.push(
      header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]),
      nameBytes,
    );
    files.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...files, ...directory, end]);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface SheetFixture {
  readonly name: string;
  readonly state?: string;
  /** What stands inside `sheetData`. */
  readonly rows: string;
  /** What stands after it. */
  readonly after?: string;
}

export interface WorkbookFixture {
  readonly sheets: readonly SheetFixture[];
  /** `si` elements. */
  readonly texts?: string;
  /** What stands inside `styleSheet`. */
  readonly styles?: string;
  readonly is1904?: boolean;
  readonly replaced?: readonly Part[];
}

/** Parts of a workbook whose traps are written out. */
export function partsOf({
  sheets,
  texts = '',
  styles = '',
  is1904 = false,
  replaced = [],
}: WorkbookFixture): Part[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (content: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
  const tabs = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 7}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const parts: Part[] = [
    { name: '[Content_Types].xml', content: `${declaration}<Types/>` },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${tabs.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        sheets
          .map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
          .join('') +
          relation('rId90', 'sharedStrings', '/xl/sharedStrings.xml') +
          relation('rId91', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/sharedStrings.xml', content: `${declaration}<sst xmlns="${main}">${texts}</sst>` },
    { name: 'xl/styles.xml', content: `${declaration}<styleSheet xmlns="${main}">${styles}</styleSheet>` },
    ...sheets.map(({ rows, after = '' }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `${declaration}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
  ];
  return [
    ...parts.map((part) => replaced.find(({ name }) => name === part.name) ?? part),
    ...replaced.filter(({ name }) => !parts.some((part) => part.name === name)),
  ];
}

export const workbookOf = (fixture: WorkbookFixture): Buffer => zipOf(partsOf(fixture));

/** A workbook of one sheet. */
export const sheetOf = (
  rows: string,
  rest: Omit<WorkbookFixture, 'sheets'> & { after?: string } = {},
): Buffer =>
  workbookOf({ ...rest, sheets: [{ name: 'Données', rows, ...(rest.after ? { after: rest.after } : {}) }] });
