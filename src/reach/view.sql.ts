import { type RawBuilder, sql } from 'kysely';

/** Select of each view of the schema `seen`, under the name of the table that it stands for. */
export type Views = Readonly<Record<string, RawBuilder<unknown>>>;

/** Whose rights they are, in the transaction. */
export const theirs: RawBuilder<unknown> = sql`current_setting('ctg.rights')`;

/** Select of the territories of which the viewer sees anything. */
export const granted: RawBuilder<unknown> = sql`
  select territory_id, is_whole, is_own from seen.granted where rights = ${theirs}`;

const among = (territory: RawBuilder<unknown>, which: RawBuilder<unknown>) => sql`
  exists (select from seen.granted g where g.rights = ${theirs} and g.territory_id = ${territory} and ${which})`;

/** Is anything of a territory seen? */
export const isSeen = (territory: RawBuilder<unknown>): RawBuilder<unknown> => among(territory, sql`true`);
/** Is what is a territory's own seen? */
export const own = (territory: RawBuilder<unknown>): RawBuilder<unknown> => among(territory, sql`g.is_own`);
/** Is all that lies in a territory seen, so that what is kept of it holds? */
export const isWhole = (territory: RawBuilder<unknown>): RawBuilder<unknown> =>
  among(territory, sql`g.is_whole`);
