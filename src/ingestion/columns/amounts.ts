import type { CellNote } from '../../files/sheet.js';
import { Refusal } from '../report/problem.js';

/** No subsidy is of ten billion euros: beyond, it is a slip, and sums must stay exact. */
const maximumCents = 10 ** 12;

const spaces = /[\s\u00a0\u2009\u202f]/g;

/**
 * Exact cents of an amount as French files write it: `780 552,00 €` with any kind of space, `780552.25`, `1.234,56`.
 * A comma or point followed by three digits could be a thousand or a decimal: refused, never guessed.
 */
export function parseCents(text: string, note?: CellNote): number {
  // Nearly every amount is plain digits with at most two decimals, of which none of the rules below says more.
  const plain = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text);
  if (plain) return Number(`${plain[1]}${(plain[2] ?? '').padEnd(2, '0')}`);
  const bare = text.replace(spaces, '').replace(/(€|EUR|euros?)$/i, '');
  const parts = /^([-−]?)(\d+)(?:[.,](\d{1,2})0*)?$/.exec(withoutThousands(bare));
  const isAmbiguous = note !== 'NUMBER' && /^[-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare);
  if (parts && !isAmbiguous) {
    const cents = Number(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`);
    if (cents <= maximumCents) return parts[1] ? -cents : cents;
  }
  if (isAmbiguous) {
    const [whole = '', rest = ''] = bare.split(/[.,]/);
    throw new Refusal('AMBIGUOUS_AMOUNT', text, null, `${whole}${rest} ou ${whole},${rest}`);
  }
  throw new Refusal('INVALID_AMOUNT', text, nearestAmount(bare));
}

/** `1.234,56` and `1,234.56` are each clear: the last separator is the decimal one. */
function withoutThousands(bare: string): string {
  if (/^[-−]?\d{1,3}(\.\d{3})+,\d{1,2}$/.test(bare)) return bare.replaceAll('.', '');
  if (/^[-−]?\d{1,3}(,\d{3})+\.\d{1,2}$/.test(bare)) return bare.replaceAll(',', '');
  return bare;
}

const units: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

/** What the author may have meant: `12,5 k€` is 12500, `(1 234)` is -1234. */
function nearestAmount(bare: string): string | null {
  const scaled = /^(\d+(?:[.,]\d+)?)(k|m)€?$/i.exec(bare);
  if (scaled) {
    const value = Number((scaled[1] ?? '').replace(',', '.')) * (units[(scaled[2] ?? '').toLowerCase()] ?? 1);
    return String(Math.round(value * 100) / 100).replace('.', ',');
  }
  const bracketed = /^\((\d+(?:[.,]\d{1,2})?)\)$/.exec(bare);
  if (bracketed) return `-${bracketed[1]}`;
  const rounded = /^(\d+)[.,](\d{2})\d+$/.exec(bare);
  return rounded ? `${rounded[1]},${rounded[2]}` : null;
}

/** Euros with a decimal comma, as a French spreadsheet types them. */
export function formatCents(cents: number): string {
  const absolute = String(Math.abs(cents)).padStart(3, '0');
  const decimals = absolute.slice(-2);
  return `${cents < 0 ? '-' : ''}${absolute.slice(0, -2)}${decimals === '00' ? '' : `,${decimals}`}`;
}
