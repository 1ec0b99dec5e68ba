import { foldName } from '../../territory/territory.rules.js';
import { Refusal } from '../report/problem.js';
import { nearest } from '../report/suggestion.js';
import { type Choice, type Header, optional, type Reading, required } from './column.js';
import { parseText } from './texts.js';

/** A closed list: each meaning with its label and its other words. */
export type Words<T extends string> = Readonly<Record<T, Choice>>;

/** @throws Refusal `UNKNOWN_WORD`, with the nearest label; with all of them when none is near */
export function unknownWord(text: string, labels: readonly string[]): never {
  const near = nearest(text, labels);
  throw new Refusal('UNKNOWN_WORD', text, near, near === null ? `Attendu : ${labels.join(', ')}.` : '');
}

const meaningsOf = <T extends string>(words: Words<T>): [folded: string, meaning: T][] =>
  Object.entries<Choice>(words).flatMap(([meaning, { label, words: others }]) =>
    [label, meaning, ...others].map((word): [string, T] => [foldName(word), meaning as T]),
  );

const labelsOf = (words: Words<string>): string[] => Object.values(words).map(({ label }) => label);

const withChoices = ([headers, description]: Header, words: Words<string>): Header => [
  headers,
  description,
  Object.values(words),
];

function wordReading<T extends string>(words: Words<T>): Reading<T> {
  const meanings = new Map(meaningsOf(words));
  return {
    kind: 'CHOICE',
    parse: (text) => meanings.get(foldName(text)) ?? unknownWord(text, labelsOf(words)),
    format: (value) => words[value].label,
  };
}

/** One word of a closed list; `T` is what it means. */
export const requiredWord = <T extends string>(header: Header, words: Words<T>) =>
  required(withChoices(header, words), wordReading(words));
export const optionalWord = <T extends string>(header: Header, words: Words<T>) =>
  optional(withChoices(header, words), wordReading(words));

/** What a phrase means, and the phrase: "réel (attribué)" is REAL. */
export interface Phrase<T> {
  readonly meaning: T;
  readonly words: string;
}

/** The phrase that a meaning alone gives: its label; null for a meaning that no word has. */
export function phraseOf<T extends string>(words: Words<T>, meaning: string): Phrase<T> | null {
  const label = (words as Readonly<Record<string, Choice | undefined>>)[meaning]?.label;
  return label === undefined ? null : { meaning: meaning as T, words: label };
}

/** A phrase whose opening words are of a closed list; the whole of it is kept. */
export function optionalPhrase<T extends string>(header: Header, words: Words<T>) {
  // Longest first, so that a word is not taken for a shorter one that opens it.
  const openings = meaningsOf(words).toSorted(([a], [b]) => b.length - a.length);
  return optional<Phrase<T>>(withChoices(header, words), {
    kind: 'CHOICE',
    parse: (text) => {
      const folded = foldName(text);
      const [, meaning] = openings.find(([word]) => folded.startsWith(word)) ?? [];
      return meaning === undefined ? unknownWord(text, labelsOf(words)) : { meaning, words: text };
    },
    format: (value) => value.words,
  });
}

/** A word of a closed list, kept as it is written: what it means is found beside other cells of its row. */
export const optionalListed = ([headers, description]: Header, labels: readonly string[]) =>
  optional<string>([headers, description, labels.map((label) => ({ label, words: [] }))], {
    kind: 'CHOICE',
    parse: parseText,
    format: (value) => value,
  });

/** A label that is kept as it is written, folded, provided that it is one of those that `isKnown` knows. */
export const requiredLabel = (
  [headers, description]: Header,
  labels: readonly string[],
  isKnown: (folded: string) => boolean,
) =>
  required<string>([headers, description, labels.map((label) => ({ label, words: [] }))], {
    kind: 'CHOICE',
    parse: (text) => (isKnown(foldName(text)) ? foldName(text) : unknownWord(text, labels)),
    format: (value) => value,
  });
