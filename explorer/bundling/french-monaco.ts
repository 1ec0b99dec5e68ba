import type { Plugin } from 'vite';
import { monacoTranslations } from './monaco-translations.ts';

/**
 * Monaco ships French texts, but only for its ready-built bundle, where texts are numbered. The modules bundled here
 * carry their English text instead: its one translating function is given a dictionary from English to French.
 */
export function frenchMonaco(): Plugin {
  return {
    name: 'french-monaco',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/monaco-editor\/esm\/vs\/nls\.js$/ },
      async handler(code) {
        const format = 'function _format(message, args) {';
        if (!code.includes(format))
          this.error('Monaco no longer formats its texts in _format(message, args)');
        const dictionary = JSON.stringify(JSON.stringify([...(await monacoTranslations())]));
        const french = `const FRENCH = new Map(JSON.parse(${dictionary}));\n`;
        return {
          code: french + code.replace(format, `${format}\n    message = FRENCH.get(message) ?? message;`),
          map: null,
        };
      },
    },
  };
}
