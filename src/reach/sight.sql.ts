import { type RawBuilder, sql } from 'kysely';

/** What of a table viewers see: that, and nothing else, is shown by the view of its name and let through by its policy. */
export interface Sight {
  /** Is a row of the table seen? @param row its alias */
  readonly rows: (row: string) => RawBuilder<unknown>;
  /** What is seen of columns that tell of more than their row, in a view whose rows are `t`. No policy can: they are not granted. */
  readonly columns?: Readonly<Record<string, RawBuilder<unknown>>>;
}

/** By the name of the table. */
export type Sights = Readonly<Record<string, Sight>>;

/** Selects, by the name of the table whose columns they give. */
export type Selects = Readonly<Record<string, RawBuilder<unknown>>>;

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
/** Is a convention seen? */
export const isOfConvention = (reference: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  exists (select from seen.kept_convention k where k.rights = ${theirs} and k.reference = ${reference})`;

/** What is kept of a place holds if all that lies in it is seen: the place itself, or the territory that cuts it off. */
export const isKept = (place: string): RawBuilder<unknown> => sql`
  ${isWhole(sql`coalesce(nullif(${sql.ref(`${place}.within_id`)}, ''), ${sql.ref(`${place}.territory_id`)})`)}`;

/** The same of a place that the viewer has too: to whom sees one commune of an EPCI it is not cut by a border. */
export const isKeptPlace = (row: string): RawBuilder<unknown> => sql`
  ${isKept(row)} and exists (
    select from seen.place p
    where (p.territory_id, p.within_id) = (${sql.ref(`${row}.territory_id`)}, ${sql.ref(`${row}.within_id`)})
  )`;

/** The rows that a condition on one of their columns lets be seen. */
export const where = (
  condition: (value: RawBuilder<unknown>) => RawBuilder<unknown>,
  column: string,
): Sight => ({ rows: (row) => condition(sql.ref(`${row}.${column}`)) });

/** What nobody's reach limits: nomenclatures, years, what the hub is. */
export const everyones: Sight = { rows: () => sql`true` };
/** What only the hub itself reads. */
export const nobodys: Sight = { rows: () => sql`false` };
