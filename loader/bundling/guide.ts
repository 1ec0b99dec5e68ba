import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { htmlOf } from './markdown.ts';

const place = '<!-- guide -->';

/** Puts the guide of those who load, as the project keeps it, into the page that shows it. */
export function guide(path: string): Plugin {
  return {
    name: 'guide',
    transformIndexHtml: (page) => page.replace(place, () => htmlOf(readFileSync(path, 'utf8'))),
  };
}
