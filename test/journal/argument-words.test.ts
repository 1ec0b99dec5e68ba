import { GraphQLString } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ArgumentWords } from '../../src/journal/argument-words.js';

const tell = (text: string): string => new ArgumentWords(false).tell('text', text, GraphQLString);

describe('a text of an argument, as the journal tells it', () => {
  it('is cut after a hundred characters', () => {
    expect(tell('a'.repeat(100))).toBe(`text: "${'a'.repeat(100)}"`);
    expect(tell('a'.repeat(101))).toBe(`text: "${'a'.repeat(100)}…"`);
  });

  it('is looked at as far as it is told, however long it is', () => {
    expect(tell('a@'.repeat(450_000))).toBe(`text: "${'a@'.repeat(50)}…"`);
  }, 5_000);

  it('shows nothing of a secret that stands where looking ends', () => {
    const token = `eyJ${'a'.repeat(980)}`;
    expect(tell(`${token} 1 85 05 78 006 084 91`)).toBe('text: "…"');
    expect(tell(`${token} b`)).toBe('text: "••• b"');
  });
});
