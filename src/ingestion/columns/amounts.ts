import type { CellNote } from '../../files/sheet.js';
import { Refusal } from '../report/problem.js';
import { shownNumber } from './numbers.js';

/** No subsidy is of ten billion euros: beyond, it is a slip, and sums must stay exact. */
const maximumCents = 10 ** 12;

const spaces = /[\s\u00a0\u2009\u202f]/g;

/**
 * Exact cents of an amount as French files write it: `780 552,00 €` with any kind of space, `780552.25`, `1.234,56`.
 * A comma or point followed by three digits could be a thousand or a decimal: refused, never guessed.
 */
export function parseCents(written: string, note?: CellNote): number {
  // Nearly every amount is plain digits with at most two decimals, of which none of the rules below says more.
  const plain =
    note === undefined || note === 'NUMBER' ? /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(written) : null;
  if (plain) return Number(`${plain[1]}${(plain[2] ?? '').padEnd(2, '0')}`);
  const text = shownNumber(written, note);
  const bare = bareAmount(text);
  const parts = /^([-−]?)(\d+)(?:[.,](\d{1,2})0*)?$/.exec(withoutThousands(bare));
  const isAmbiguous = note !== 'NUMBER' && /^[-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare);
  if (parts && !isAmbiguous && note !== 'DATE') {
    const cents = Number(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`);
    if (cents <= maximumCents) return parts[1] ? -cents : cents;
    throw new Refusal('INVALID_AMOUNT', text, null, 'au-delà de dix milliards, c’est une erreur de frappe');
  }
  if (isAmbiguous) {
    const [whole = '', rest = ''] = bare.split(/[.,]/);
    throw new Refusal('AMBIGUOUS_AMOUNT', text, null, `${whole}${rest} ou ${whole},${rest}`);
  }
  const { suggestion, reason } = note === 'DATE' ? datedCell : slipOf(bare);
  throw new Refusal('INVALID_AMOUNT', text, suggestion, reason);
}

/** Without spaces and without the euro: old text files of the Macintosh write `¤` for it. */
function bareAmount(text: string): string {
  const bare = text.replace(spaces, '');
  const tail = bare.replace(/(€|¤|EUR|euros?)$/i, '');
  return tail === bare ? bare.replace(/^(€|¤|EUR)/i, '') : tail;
}

/** `1.234,56` and `1,234.56` are each clear: the last separator is the decimal one. So is `1.234.567`: no number has two. */
function withoutThousands(bare: string): string {
  if (/^[-−]?\d{1,3}(\.\d{3})+,\d{1,2}$|^[-−]?\d{1,3}(\.\d{3}){2,}$/.test(bare))
    return bare.replaceAll('.', '');
  if (/^[-−]?\d{1,3}(,\d{3})+\.\d{1,2}$|^[-−]?\d{1,3}(,\d{3}){2,}$/.test(bare))
    return bare.replaceAll(',', '');
  return bare;
}

interface Slip {
  /** What the author may have meant, as it is to be typed. */
  readonly suggestion: string | null;
  readonly reason: string;
}

const datedCell: Slip = {
  suggestion: null,
  reason: 'la cellule est au format Date, mettez-la au format Nombre',
};

const units: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

const euros = (value: number): string => String(Math.round(value * 100) / 100).replace('.', ',');

/** Why a text is no amount, and what its author may have meant: `12,5 k€` is 12500, `(1 234)` is -1234. */
function slipOf(bare: string): Slip {
  const [, count = '', unit] = /^([-−]?\d+(?:[.,]\d+)?)(k|m)€?$/i.exec(bare) ?? [];
  if (unit !== undefined) {
    const value = Number(count.replace(',', '.').replace('−', '-')) * (units[unit.toLowerCase()] ?? 1);
    return { suggestion: euros(value), reason: 'écrivez-le en euros' };
  }
  const negative = /^\((\d+(?:[.,]\d{1,2})?)\)$|^(\d+(?:[.,]\d{1,2})?)[-−]$/.exec(bare);
  if (negative)
    return {
      suggestion: `-${negative[1] ?? negative[2]}`,
      reason: 'un montant négatif commence par un signe moins',
    };
  if (/^[-−]?\d{1,12}[.,]\d{3,}$/.test(bare)) {
    const value = Number(bare.replace(',', '.').replace('−', '-'));
    return { suggestion: euros(value), reason: 'il a plus de deux décimales, arrondissez-le au centime' };
  }
  if (/^([-−–—/.?]+|n\.?c\.?|n\.?d\.?|néant|ras|a?venir|àvenir|enattente|inconnu)$/i.test(bare))
    return {
      suggestion: null,
      reason: 'tant qu’il n’est pas connu, retirez la ligne ; s’il est nul, écrivez 0',
    };
  const [, only] = /^\D*(\d[\d.,]*)(?:[^\d.,]\D*)?$/.exec(bare) ?? [];
  const reason = /^(environ|env\.|près\s?de|presque|autour\s?de|[~≈±])/i.test(bare)
    ? 'écrivez le nombre seul, et « approximatif » dans une colonne « précision »'
    : 'écrivez le nombre seul';
  return { suggestion: only ?? null, reason };
}

/** Euros with a decimal comma, as a French spreadsheet types them. */
export function formatCents(cents: number): string {
  const absolute = String(Math.abs(cents)).padStart(3, '0');
  const decimals = absolute.slice(-2);
  return `${cents < 0 ? '-' : ''}${absolute.slice(0, -2)}${decimals === '00' ? '' : `,${decimals}`}`;
}

/** Euros as a French report writes them, thousands set apart by a no-break space: `1 234,50 €`. */
export const shownEuros = (cents: number): string =>
  `${formatCents(cents).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')}\u00a0€`;
