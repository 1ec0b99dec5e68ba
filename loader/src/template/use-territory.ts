import { useCallback, useEffect, useState } from 'react';
import { type FoundTerritory, searchTerritories } from '../hub/territories.ts';
import { chosenOf, type Search, whyNotChosen } from './chosen-territory.ts';

const pauseMilliseconds = 250;
const fewestLetters = 2;

export interface TerritoryChoice {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly proposals: readonly FoundTerritory[];
  /** Null while the text names none. */
  readonly chosen: FoundTerritory | null;
  readonly error: string | null;
  /** Looks the text up: the territory that it names, null for an empty text, or false with an error to show. */
  readonly settle: () => Promise<FoundTerritory | null | false>;
}

/** A territory by its name or code, looked up while it is typed. */
export function useTerritory(): TerritoryChoice {
  const [text, setText] = useState('');
  const [search, setSearch] = useState<Search>({ text: '', found: [] });
  const [error, setError] = useState<string | null>(null);
  const chosen = chosenOf(text, search);
  const isSettled = chosen !== null;

  useEffect(() => {
    if (text.trim().length < fewestLetters || isSettled) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // A search that fails proposes nothing: what is asked for next says why.
      const found = await searchTerritories(text).catch(() => null);
      if (!isCurrent || found === null) return;
      setSearch({ text, found });
      if (found.length === 0) setError(whyNotChosen(text, found));
    }, pauseMilliseconds);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isSettled]);

  const write = useCallback((written: string) => {
    setText(written);
    setError(null);
  }, []);
  const settle = async () => {
    if (text.trim() === '' || chosen !== null) return chosen;
    const found = text.trim().length < fewestLetters ? [] : await searchTerritories(text);
    setSearch({ text, found });
    const settled = chosenOf(text, { text, found });
    if (settled === null) setError(whyNotChosen(text, found));
    return settled ?? false;
  };
  return { text, write, proposals: search.found, chosen, error, settle };
}
