import { posix } from 'node:path';
import { FileError } from '../file-error.js';
import { prefixed, readXml } from './xml.js';
import type { Attributes } from './xml-scanner.js';
import type { Zip } from './zip.js';

export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

const maximumRelations = 10_000;

/** What a workbook says of its parts. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly is1904: boolean;
  readonly sharedTexts: string | null;
  readonly styles: string | null;
}

interface Relation {
  readonly id: string;
  /** Last word of its type: `worksheet`, `styles`… */
  readonly type: string;
  readonly part: string;
}

/** The part that holds the workbook; null when the archive is none. */
export async function findWorkbook(zip: Zip): Promise<string | null> {
  if (!zip.has('_rels/.rels')) return zip.has('xl/workbook.xml') ? 'xl/workbook.xml' : null;
  const main = (await readRelations(zip, '')).find(({ type }) => type === 'officeDocument');
  return main !== undefined && zip.has(main.part) && !/\.bin$|^(word|ppt)\//i.test(main.part)
    ? main.part
    : null;
}

export async function readWorkbook(zip: Zip, part: string, maximumSheets: number): Promise<Workbook> {
  const relations = await readRelations(zip, part);
  const found: Attributes[] = [];
  let is1904 = false;
  await readXml(part, zip.read(part), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      else if (name === 'sheet') found.push(attributes);
      if (found.length > maximumSheets)
        throw new FileError('UNSUPPORTED_FORMAT', `classeur de plus de ${maximumSheets} feuilles`);
    },
  });
  const first = (type: string) =>
    relations.find((each) => each.type === type && zip.has(each.part))?.part ?? null;
  return {
    sheets: found.flatMap((attributes) => sheetOf(attributes, relations)),
    is1904,
    sharedTexts: first('sharedStrings'),
    styles: first('styles'),
  };
}

/** Charts and macros have tabs too: only sheets of cells are given. */
function sheetOf(attributes: Attributes, relations: readonly Relation[]): WorkbookSheet[] {
  const id = prefixed(attributes, 'id');
  const relation = relations.find((each) => each.id === id);
  // What no spreadsheet lets one type into a tab.
  const name = (attributes.name ?? '').replace(/\p{Cc}/gu, ' ');
  if (relation === undefined) throw new FileError('MALFORMED_XLSX', 'feuille sans contenu', { sheet: name });
  if (relation.type !== 'worksheet') return [];
  return [{ name, isHidden: /hidden/i.test(attributes.state ?? ''), part: relation.part }];
}

/** The parts that a part is tied to. What lies outside the archive is not among them. */
async function readRelations(zip: Zip, part: string): Promise<Relation[]> {
  const folder = posix.dirname(`/${part}`);
  const relations: Relation[] = [];
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`).slice(1);
  if (!zip.has(name)) throw new FileError('MALFORMED_XLSX', `${name} manque`);
  await readXml(name, zip.read(name), {
    open(tag, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (tag !== 'Relationship' || mode === 'External') return;
      const resolved = posix.resolve(folder, target).slice(1);
      if (relations.length >= maximumRelations)
        throw new FileError('MALFORMED_XLSX', `${name} est trop long`);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: resolved });
    },
  });
  return relations;
}
