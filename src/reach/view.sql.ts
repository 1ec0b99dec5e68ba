import { type RawBuilder, sql } from 'kysely';

/** Select of each view of the schema `reach`, under the name of the table that it stands for. */
export type Views = Readonly<Record<string, RawBuilder<unknown>>>;

/** Select of the territories of which the viewer sees anything. */
export const granted: RawBuilder<unknown> = sql`
  select territory_id, is_whole, is_own from public.reach_place where rights = current_setting('ctg.rights')`;

const among = (territory: RawBuilder<unknown>, which: RawBuilder<unknown>) => sql`
  exists (select from (${granted}) g where g.territory_id = ${territory} and ${which})`;

/** Is anything of a territory seen? */
export const isSeen = (territory: RawBuilder<unknown>): RawBuilder<unknown> => among(territory, sql`true`);
/** Is what is a territory's own seen? */
export const own = (territory: RawBuilder<unknown>): RawBuilder<unknown> => among(territory, sql`g.is_own`);
/** Is all that lies in a territory seen, so that what is kept of it holds? */
export const isWhole = (territory: RawBuilder<unknown>): RawBuilder<unknown> =>
  among(territory, sql`g.is_whole`);
/** Is a convention seen? Created after the view of conventions. */
export const isOfConvention = (reference: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${reference} in (select c.reference from convention c)`;
