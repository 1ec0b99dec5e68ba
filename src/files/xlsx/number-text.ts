/**
 * The number of a cell as decimal text: never an exponent, and 15 significant digits as Excel shows it, because a workbook
 * writes 0.1 + 0.2 as 0.30000000000000004. Null when it is no number.
 */
export function numberText(written: string): string | null {
  // Most need no work: up to 15 digits, and nothing needless among them.
  if (written.length <= 15 && /^(0|-?(0|[1-9]\d*)\.\d*[1-9]|-?[1-9]\d*)$/.test(written)) return written;
  if (!/^[-+]?(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(written)) return null;
  const value = Number(written);
  if (!Number.isFinite(value)) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential(14)) ?? [];
  const text = shifted(whole + fraction, 1 + Number(exponent));
  return text === '0' ? text : sign + text;
}

/** Digits with the point after the first `places` of them, without needless zeros. */
function shifted(digits: string, places: number): string {
  const kept = digits.replace(/0+$/, '');
  if (places >= kept.length) return kept === '' ? '0' : kept.padEnd(places, '0');
  if (places <= 0) return `0.${'0'.repeat(-places)}${kept}`;
  return `${kept.slice(0, places)}.${kept.slice(places)}`;
}
