import type { CsvRow } from './csv.js';
import { euros } from './money.js';
import { departmentCode, type Place } from './places.js';

export const amountHeaders = [
  'amount_id',
  'territory_name',
  'territory_kind',
  'territory_code',
  'departement_code',
  'year_start',
  'year_end',
  'amount',
  'unit',
  'precision',
  'flow',
  'sector',
  'funding_line',
  'section',
  'nature',
  'periodicity',
  'notes',
] as const;

export type AmountRow = CsvRow<(typeof amountHeaders)[number]>;

type Told = Required<Pick<AmountRow, 'amount_id' | 'sector' | 'nature'>> & AmountRow;

/** A yearly, exact amount of running support, but for what is told of it. */
export const amountRow = (
  place: Pick<Place, 'kind' | 'code' | 'name'>,
  year: number,
  cents: number,
  told: Told,
): AmountRow => ({
  territory_kind: place.kind,
  territory_code: place.code,
  territory_name: place.name,
  departement_code: departmentCode,
  year_start: year,
  year_end: year,
  amount: euros(cents),
  unit: 'EUR',
  precision: 'exact',
  flow: 'subvention_action_sociale',
  section: 'fonctionnement',
  periodicity: 'annuel',
  ...told,
});
