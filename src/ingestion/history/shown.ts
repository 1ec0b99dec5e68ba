import { shownEuros } from '../columns/amounts.js';
import { fieldWords } from './field-words.js';

/** A record as the base holds it, by column name. */
export type Stored = Readonly<Record<string, unknown>>;

/** French names of territories, by id: « Baugé-en-Anjou (49018) ». */
export type TerritoryNames = ReadonlyMap<string, string>;

/** Columns that hold ids of territories, one or several. */
const territoryFields = ['territory_id', 'home_department_id', 'communes_added', 'communes_removed'];

/** Ids of the territories that a record names. */
export const territoriesOf = (record: Stored | null): string[] =>
  territoryFields.flatMap((field) => {
    const value = record?.[field];
    return Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  });

/** The value of a column as a French reader writes it; null when there is none. */
export function shown(field: string, value: unknown, names: TerritoryNames): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => shown(field, each, names)).join(' | ');
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (field === 'amount_cents') return shownEuros(Number(value));
  if (field === 'percent') return `${value} %`;
  const text = String(value);
  if (territoryFields.includes(field)) return names.get(text) ?? text;
  return fieldWords[field]?.[text] ?? (field.endsWith('_on') ? frenchDate(text) : text);
}

const frenchDate = (day: string): string => day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

/** What a record is of, in a few words; its key where nothing says it better. */
export function titleOf(table: string, key: string, record: Stored, names: TerritoryNames): string {
  const text = (field: string) => shown(field, record[field], names);
  const parts = titleParts[table]?.map(text).filter((part) => part !== null && part !== '');
  return parts?.length ? parts.join(', ') : key;
}

const titleParts: Readonly<Record<string, readonly string[]>> = {
  convention: ['reference', 'title'],
  signatory: ['convention_reference', 'name'],
  convention_theme: ['convention_reference', 'words'],
  convention_territory: ['convention_reference', 'territory_id'],
  perimeter_member: ['convention_reference', 'territory_id'],
  plan_node: ['id', 'title'],
  progress_entry: ['plan_node_id', 'observed_on'],
  indicator_value: ['territory_id', 'kind', 'observed_on', 'series'],
  subsidy: ['territory_id', 'fiscal_year', 'nature', 'sector', 'funding_line', 'operator'],
};
