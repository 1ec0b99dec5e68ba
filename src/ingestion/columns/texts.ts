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

/**
 * A code as it is typed, without the spaces that a reader sets in it (`244 900 882`) and with capital letters. Several codes
 * in a cell keep what stands between them.
 */
export function parseCode(text: string): string {
  const bare = text.replace(/[\s\u00a0\u2009\u202f]/g, '');
  const [, kept] = /^="([^"]*)"$/.exec(bare) ?? [];
  if (kept !== undefined) throw new Refusal('FORMULA_TEXT', text, kept);
  const isSeveral =
    text.split(/\s+/).every((each) => /^(\d{9}|\d[\dAB]\d{3})$/i.test(each)) && /\s/.test(text);
  return parseText(isSeveral || !/^[\dAB]+$/i.test(bare) ? text : bare.toUpperCase());
}
