import { type RawBuilder, sql } from 'kysely';
import { standing } from '../../db/grouping.js';
import { orderOf } from '../../provenance/measure.rules.js';
import { bandOrder } from '../../territory/population-band.sql.js';
import { completionOrders } from './completion-measures.sql.js';
import type { CompletionDimension } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`. */
export const placesBy = (question: CompletionTableQuestion, isRanked: boolean): RawBuilder<unknown> =>
  standing({
    level: sql`"over"`,
    measure: orderOf(completionOrders, question.orderBy)?.by(question) ?? null,
    keys: question.by.map((dimension) => keyColumns[dimension]),
    last: sql`asked`,
    ascending: question.ascending,
    isRanked,
  });

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
