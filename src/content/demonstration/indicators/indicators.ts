import { writeCsv } from '../csv.js';
import type { Places } from '../places.js';
import { childcareRows } from './childcare.js';
import { childrenRows } from './children.js';
import { householdRows, incomeRows } from './households.js';
import { indicatorHeaders } from './indicator-rows.js';

/** Invented numbers about real territories, each at the levels at which such numbers are published. */
export const indicatorsCsv = (places: Places): string =>
  writeCsv(indicatorHeaders, [
    ...childrenRows(places),
    ...childcareRows(places),
    ...householdRows(places),
    ...incomeRows(places),
  ]);
