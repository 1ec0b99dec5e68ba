const units = ['octets', 'ko', 'Mo', 'Go'];

/** "12 ko", "3,4 Mo". */
export function sizeInWords(bytes: number): string {
  const rank = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1_000 ** rank;
  return `${size.toLocaleString('fr-FR', { maximumFractionDigits: size < 10 && rank > 0 ? 1 : 0 })} ${units[rank]}`;
}
