import { useState } from 'react';

const key = 'ctg-hub.author';

/** The name of whoever loads, remembered on this computer. */
export function useAuthor(): [string, (author: string) => void] {
  const [author, setAuthor] = useState(() => localStorage.getItem(key) ?? '');
  return [
    author,
    (name) => {
      localStorage.setItem(key, name);
      setAuthor(name);
    },
  ];
}
