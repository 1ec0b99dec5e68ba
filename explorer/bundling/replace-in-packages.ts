import type { Plugin } from 'vite';

/** By file of a package, the pieces of code to find in it and what to put instead. */
export type Replacements = Record<string, Record<string, string>>;

/**
 * Changes the code of packages while it is bundled, where they have no setting for it, most often their labels.
 * What an upgrade has reworded stops the build rather than coming back in English.
 */
export function replaceInPackages(
  name: string,
  replacements: Replacements,
  files: 'all' | 'any' = 'all',
): Plugin {
  const unseen = new Set(Object.keys(replacements));
  return {
    name,
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/.*\.m?js$/ },
      handler(code, id) {
        const path = id.slice(id.lastIndexOf('node_modules/') + 'node_modules/'.length);
        const ofFile = replacements[path];
        if (!ofFile) return null;
        unseen.delete(path);
        return { code: replace(code, ofFile, path), map: null };
      },
    },
    buildEnd(error) {
      if (!error && files === 'all' && unseen.size > 0)
        this.error(`No longer bundled: ${[...unseen].join(', ')}`);
    },
  };
}

function replace(code: string, replacements: Record<string, string>, path: string): string {
  let result = code;
  for (const [original, replacement] of Object.entries(replacements)) {
    if (!result.includes(original)) throw new Error(`${path} does not contain ${original} any more`);
    result = result.replaceAll(original, () => replacement);
  }
  return result;
}
