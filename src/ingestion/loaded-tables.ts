import type { LoadStrategy } from './load-request.js';

/** A table that loads write: its records can be compared, undone and traced. */
export interface LoadedTable {
  readonly table: string;
  /** Columns of its primary key. */
  readonly key: readonly [string, ...string[]];
  /** What a French reader calls one of its records. */
  readonly label: string;
  /** References to records of other loaded tables, or of itself. */
  readonly parents: readonly ParentReference[];
  /** Records that are worked out or replaced together: undoing a part of them under a later part would leave neither. */
  readonly whole?: Whole;
}

export interface ParentReference {
  readonly columns: readonly string[];
  readonly table: string;
  /** A column of the parent that its child was accepted for. */
  readonly reliesOn?: string;
}

/** Records that make one thing together, possibly of several tables. */
export interface Whole {
  readonly name: string;
  /** Columns whose equal values make records part of the same whole. */
  readonly columns: readonly [string, ...string[]];
  /** Array columns one of which must hold something: the record is no part of the whole otherwise. */
  readonly lists?: readonly string[];
  /** Only later batches of this strategy rest on the whole. */
  readonly strategy?: LoadStrategy;
}

const ofConvention = { columns: ['convention_reference'], table: 'convention' };
const wholeOf = (name: string): Whole => ({ name, columns: ['convention_reference'] });

/** Who replaced a territory's year stated the whole of it, also the rows that were there already. */
const statedYear = (name: string, ...columns: [string, ...string[]]): Whole => ({
  name: `${name} of a year`,
  columns,
  strategy: 'REPLACE_YEAR',
});

/** Every loaded table, each after those that it refers to. */
export const loadedTables: readonly LoadedTable[] = [
  { table: 'convention', key: ['reference'], label: 'Convention', parents: [] },
  {
    table: 'signatory',
    key: ['convention_reference', 'position'],
    label: 'Signataire',
    parents: [ofConvention],
    whole: wholeOf('signatories'),
  },
  {
    table: 'convention_theme',
    key: ['convention_reference', 'position'],
    label: 'Thématique',
    parents: [ofConvention],
    whole: wholeOf('themes'),
  },
  {
    table: 'convention_territory',
    key: ['convention_reference', 'territory_id'],
    label: 'Territoire nommé',
    parents: [ofConvention],
    whole: wholeOf('perimeter'),
  },
  {
    table: 'perimeter_member',
    key: ['convention_reference', 'territory_id', 'stay'],
    label: 'Commune du périmètre',
    parents: [ofConvention],
    whole: wholeOf('perimeter'),
  },
  {
    table: 'amendment',
    key: ['convention_reference', 'number'],
    label: 'Avenant',
    parents: [ofConvention],
    // An amendment that changes no commune, such as a prolongation, is no part of the perimeter.
    whole: { ...wholeOf('perimeter'), lists: ['communes_added', 'communes_removed'] },
  },
  {
    table: 'plan_node',
    key: ['id'],
    label: 'Nœud de plan',
    parents: [ofConvention, { columns: ['parent_id'], table: 'plan_node' }],
  },
  {
    table: 'node_lead',
    key: ['plan_node_id'],
    label: 'Pilote',
    parents: [{ columns: ['plan_node_id'], table: 'plan_node' }],
  },
  {
    table: 'progress_entry',
    key: ['id'],
    label: 'État d’avancement',
    parents: [{ columns: ['plan_node_id'], table: 'plan_node', reliesOn: 'kind' }],
  },
  {
    table: 'subsidy',
    key: ['reference'],
    label: 'Subvention',
    parents: [],
    whole: statedYear('subsidies', 'territory_id', 'fiscal_year', 'nature'),
  },
  {
    table: 'indicator_value',
    key: ['id'],
    label: 'Indicateur',
    parents: [],
    whole: statedYear('indicators', 'territory_id', 'kind', 'year'),
  },
];
