import { type RawBuilder, sql } from 'kysely';
import { standing } from '../../db/grouping.js';
import { orderOf } from '../../provenance/measure.rules.js';
import { bandOrder } from '../../territory/population-band.sql.js';
import { completionOrders } from './completion-measures.sql.js';
import type { CompletionDimension } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`. */
export function placesBy(question: CompletionTableQuestion): RawBuilder<unknown> {
  const { by, orderBy, ascending } = question;
  const direction = ascending ? sql`asc` : sql`desc`;
  const order = orderOf(completionOrders, orderBy);
  const keys = by.map((dimension) => {
    const way = order === null ? direction : sql`asc`;
    return sql`${keyColumns[dimension]} ${way} nulls last`;
  });
  const measured = order === null ? [] : [sql`${order.by(question)} ${direction} nulls last`];
  return standing(sql`"over"`, measured, [...keys, sql`asked`]);
}

const keyColumns: Readonly<Record<CompletionDimension, RawBuilder<unknown>>> = {
  COUNTRY: sql`'FR'::text`,
  REGION: sql`region`,
  DEPARTMENT: sql`department`,
  EPCI: sql`epci`,
  COMMUNE: sql`commune`,
  POPULATION_BAND: bandOrder(sql`nullif(band, '')`),
  CONVENTION: sql`nullif(convention, '')`,
  TERRITORY_SCALE: sql`nullif(scale, '')`,
  THEME: sql`nullif(theme, '')`,
  STATUS: sql`nullif(status, '')`,
  DATE: sql`asked`,
};
