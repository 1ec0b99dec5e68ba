import type { CsvRow } from '../csv.js';
import type { Place } from '../places.js';

export const indicatorHeaders = [
  'territory_kind',
  'territory_code',
  'territory_name',
  'indicator',
  'value',
  'year',
] as const;

export type IndicatorRow = CsvRow<(typeof indicatorHeaders)[number]>;

/** A territory of a file: the country is one here, and no place of the département. */
export type Subject = Pick<Place, 'code' | 'name'> & { readonly kind: Place['kind'] | 'pays' };

export const indicatorRow = (
  { kind, code, name }: Subject,
  indicator: string,
  year: number,
  value: number | string,
): IndicatorRow => ({
  territory_kind: kind,
  territory_code: code,
  territory_name: name,
  indicator,
  value,
  year,
});

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** One decimal, as rates are published. Made of whole numbers, so that no machine rounds it otherwise. */
export const toOneDecimal = (value: number): number => Math.round(value * 10) / 10;
