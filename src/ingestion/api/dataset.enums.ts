import { registerEnumType } from 'type-graphql';
import type { ColumnKind } from '../columns/column.js';
import { kindWords } from '../columns/kind-words.js';

const kinds = Object.keys(kindWords) as ColumnKind[];

export const DatasetColumnKind = Object.fromEntries(kinds.map((kind) => [kind, kind]));

registerEnumType(DatasetColumnKind, {
  name: 'DatasetColumnKind',
  description: 'Ce que contient une colonne, et comment ses cellules s’écrivent.',
  valuesConfig: Object.fromEntries(kinds.map((kind) => [kind, { description: `${kindWords[kind]}.` }])),
});
