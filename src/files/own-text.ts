/**
 * The same text in memory of its own. V8 cuts a text by pointing into the longer one, which then stays in memory as long as
 * the piece does: a word kept from each block of a file would keep the whole file.
 */
// V8 flattens the sum and cuts from that: nothing of the original is left. Short cuts are copies by themselves.
export const ownText = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));
