import type { Columns } from './columns/column.js';
import type { Dataset } from './dataset.js';

/** Whether each row fills a column: always, not always, or where no other column of its group is filled. */
export type Need = 'ALWAYS' | 'ONE_OF' | 'NEVER';

/** The columns of which each row fills one, by name, where a column is among several such; empty for any other. */
const groupOf = ({ oneOf, alsoOneOf = [] }: Dataset, name: string): readonly string[] =>
  [oneOf ?? [], ...alsoOneOf].find((group: readonly string[]) => group.includes(name)) ?? [];

export function needOf(dataset: Dataset, name: string): Need {
  const columns: Columns = dataset.columns;
  const { length } = groupOf(dataset, name);
  if (columns[name]?.isRequired || length === 1) return 'ALWAYS';
  return length === 0 ? 'NEVER' : 'ONE_OF';
}

/** The same in words: `oui`, `non`, or `l’une au moins : « code du territoire », « territoire »`. */
export function needWords(dataset: Dataset, name: string): string {
  const columns: Columns = dataset.columns;
  switch (needOf(dataset, name)) {
    case 'ALWAYS':
      return 'oui';
    case 'NEVER':
      return 'non';
    case 'ONE_OF': {
      const names = groupOf(dataset, name).map((each) => `« ${columns[each]?.headers[1]} »`);
      return `l’une au moins : ${names.join(', ')}`;
    }
  }
}
