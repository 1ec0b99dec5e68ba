/** A table that loads write: its records can be compared, undone and traced. */
export interface LoadedTable {
  readonly table: string;
  /** Columns of its primary key. */
  readonly key: readonly [string, ...string[]];
  /** What a French reader calls one of its records. */
  readonly label: string;
  /** Columns that refer to records of other loaded tables, or of itself. */
  readonly parents: readonly { readonly columns: readonly string[]; readonly table: string }[];
}

const ofConvention = { columns: ['convention_reference'], table: 'convention' };

/** Every loaded table, each after those that it refers to. */
export const loadedTables: readonly LoadedTable[] = [
  { table: 'convention', key: ['reference'], label: 'Convention', parents: [] },
  {
    table: 'signatory',
    key: ['convention_reference', 'position'],
    label: 'Signataire',
    parents: [ofConvention],
  },
  {
    table: 'convention_theme',
    key: ['convention_reference', 'position'],
    label: 'Thématique',
    parents: [ofConvention],
  },
  {
    table: 'convention_territory',
    key: ['convention_reference', 'territory_id'],
    label: 'Territoire nommé',
    parents: [ofConvention],
  },
  {
    table: 'perimeter_member',
    key: ['convention_reference', 'territory_id', 'stay'],
    label: 'Commune du périmètre',
    parents: [ofConvention],
  },
  {
    table: 'amendment',
    key: ['convention_reference', 'number'],
    label: 'Avenant',
    parents: [ofConvention],
  },
  {
    table: 'plan_node',
    key: ['id'],
    label: 'Nœud de plan',
    parents: [ofConvention, { columns: ['parent_id'], table: 'plan_node' }],
  },
  {
    table: 'progress_entry',
    key: ['id'],
    label: 'État d’avancement',
    parents: [{ columns: ['plan_node_id'], table: 'plan_node' }],
  },
  { table: 'subsidy', key: ['reference'], label: 'Subvention', parents: [] },
  { table: 'indicator_value', key: ['id'], label: 'Indicateur', parents: [] },
];
