import type { CellNote } from '../sheet.js';
import { dateText, isoDateText } from './date-text.js';
import { numberText } from './number-text.js';
import type { SharedTexts } from './shared-texts.js';
import type { NumberLooks } from './styles.js';

/** What cells of a workbook refer to. */
export interface CellContext {
  readonly sharedTexts: SharedTexts | null;
  readonly looks: NumberLooks;
  readonly is1904: boolean;
}

/** A cell as the sheet writes it. `type` is the attribute `t`, `written` what stands in it, unescaped for texts. */
export interface WrittenCell {
  readonly type: string;
  readonly style: number;
  readonly written: string;
  readonly hasFormula: boolean;
}

export interface CellValue {
  readonly text: string;
  readonly note: CellNote | null;
}

const said = (text: string, note: CellNote | null = null): CellValue => ({ text, note });

/** What the cell shows, in a writing that does not depend on its format. Null for a shared text that is not there. */
export function cellValue(cell: WrittenCell, context: CellContext): CellValue | null {
  const { type, written } = cell;
  switch (type) {
    case 's': {
      const text = context.sharedTexts?.get(Number(written));
      return text === undefined ? null : said(text);
    }
    case 'str':
    case 'inlineStr':
      return said(written.trim());
    default:
      if (written.trim() === '') return said('', cell.hasFormula ? 'UNCOMPUTED' : null);
  }
  switch (type) {
    case 'b':
      return said(written.trim() === '1' || written.trim() === 'true' ? 'VRAI' : 'FAUX', 'BOOLEAN');
    case 'e':
      return said(written.trim(), 'ERROR');
    case 'd':
      return said(isoDateText(written), 'DATE');
    default:
      return numberOf(cell, context);
  }
}

function numberOf({ style, written }: WrittenCell, { looks, is1904 }: CellContext): CellValue {
  const look = looks[style] ?? null;
  const date = look === 'DATE' ? dateText(written, is1904) : null;
  if (date !== null) return said(date, 'DATE');
  const number = numberText(written.trim());
  return number === null
    ? said(written.trim(), 'ERROR')
    : said(number, look === 'PERCENT' ? 'PERCENT' : 'NUMBER');
}
