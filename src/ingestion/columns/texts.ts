import { Refusal } from '../report/problem.js';

const maximumText = 10_000;

/**
 * A text as it is typed. A formula is none: it would run in the spreadsheet of whoever opens an export.
 * A minus or plus may open a text ("- voir annexe", "+33 2…"); what follows `=` or `@` is always meant for a spreadsheet.
 */
export function parseText(text: string): string {
  if (text.length > maximumText) {
    throw new Refusal('TEXT_TOO_LONG', text, null, maximumText.toLocaleString('fr-FR'));
  }
  if (/^[=@]|^[+-][a-z]+\(/i.test(text)) throw new Refusal('FORMULA_TEXT', text);
  return text;
}
