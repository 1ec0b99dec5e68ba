import { type RawBuilder, sql } from 'kysely';
import { DatasetName } from '../../provenance/dataset-name.js';
import { hubSights } from '../figure-sights.sql.js';
import { isSeen, isWhole, type Selects } from '../sight.sql.js';
import { type Columns, sights } from '../views.sql.js';

/** Was the viewer given a kind of files? */
const isGiven = (...datasets: readonly DatasetName[]): RawBuilder<unknown> =>
  datasets.length === 0
    ? sql`true`
    : sql`string_to_array(current_setting('ctg.datasets'), ' ') @> ${datasets}`;

const { CONVENTIONS, AMENDMENTS, PLAN_NODES, PROGRESS, SUBSIDIES, INDICATORS } = DatasetName;

/** What each kind of files brings, and what follows from it: nothing of it is there for whoever was not given it. */
const broughtBy: Readonly<Record<string, readonly DatasetName[]>> = {
  // Of no file: what there is anyway, and what came in.
  ...Object.fromEntries(
    ['batch', 'place', 'reception', 'territory', 'territory_alias', 'territory_part'].map((table) => [
      table,
      [],
    ]),
  ),
  convention: [CONVENTIONS],
  convention_place: [CONVENTIONS],
  convention_state: [CONVENTIONS],
  convention_territory: [CONVENTIONS],
  convention_theme: [CONVENTIONS],
  coverage_step: [CONVENTIONS],
  perimeter_member: [CONVENTIONS],
  signatory: [CONVENTIONS],
  amendment: [AMENDMENTS],
  plan_node: [PLAN_NODES],
  progress_entry: [PROGRESS],
  completion_step: [PLAN_NODES, PROGRESS],
  completion_sum: [PLAN_NODES, PROGRESS],
};

/** What the hub says of itself has no view; policies let it be read, or not. */
const isOfHub = (table: string): boolean => table in hubSights;

const nothing = (type: string) => sql.raw(`null::${type}`);
/** All of an amount but whose it is, and of which year. */
const veilsOfAmounts = {
  ...Object.fromEntries(
    [
      ...[
        'reference',
        '"precision"',
        'precision',
        'sector',
        'funding_line',
        'funding_line_words',
        'section',
        'nature_words',
      ],
      ...['operator', 'facility', 'notes', 'source_url', 'source_title', 'source_sheet'],
    ].map((column) => [column, nothing('text')]),
  ),
  amount_cents: nothing('bigint'),
  sector_words: nothing('text[]'),
  batch_revision: nothing('int'),
  source_line: nothing('int'),
};

/** Who brought which file. */
const veilsOfBatches = {
  author: sql`''::text`,
  on_behalf_of: nothing('text'),
  file_name: sql`''::text`,
  sha256: sql`''::text`,
  rights: nothing('text'),
  territory_ids: nothing('text[]'),
  problems: sql`'[]'::jsonb`,
};

interface Beneath {
  /** The schema whose views or tables are masked. */
  readonly schema: string;
  /** The kinds of files of which something is shown: those that the viewer was given, or all. */
  readonly isGiven: (...datasets: readonly DatasetName[]) => RawBuilder<unknown>;
  /** Is anything of a territory within the viewer's reach? */
  readonly isSeen: (territory: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Is all of it? */
  readonly isWhole: (territory: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** Partners are shown what is within their reach, of the kinds of files that they were given. */
export const beneathPartners: Beneath = { schema: 'seen', isGiven, isSeen, isWhole };
/** Readers are shown what is published, of everything. */
export const beneathReaders: Beneath = {
  schema: 'public',
  isGiven: () => sql`true`,
  isSeen: () => sql`true`,
  isWhole: () => sql`true`,
};

/**
 * Views that partners and readers look into first, of every table that anybody sees: figures of amounts and indicators as far as they are
 * published, and nothing that any other could be worked out from. A table that nobody has said anything of here is empty to them.
 */
export function maskedViews(columns: Columns, { schema, isGiven, isSeen, isWhole }: Beneath): Selects {
  const from = (table: string) => sql.raw(`${schema}.${table} t`);
  const each = (tables: readonly string[], select: (table: string) => RawBuilder<unknown>): Selects =>
    Object.fromEntries(tables.map((table) => [table, select(table)]));
  /** A table with something else in some of its columns. */
  const veiled = (table: string, veils: Readonly<Record<string, RawBuilder<unknown>>>) =>
    sql.join((columns.get(table) ?? []).map((column) => veils[column] ?? sql.ref(`t.${column}`)));
  return {
    ...each(
      Object.keys(sights).filter((table) => !isOfHub(table)),
      (table) => sql`select t.* from ${sql.raw(`public.${table} t`)} where false`,
    ),
    ...each(
      Object.keys(broughtBy),
      (table) => sql`
        select ${veiled(table, table === 'batch' ? veilsOfBatches : {})} from ${from(table)}
        where ${isGiven(...(broughtBy[table] ?? []))}`,
    ),
    published_amount: sql`
      select p.territory_id, p.fiscal_year, p.nature, p.sector, p.amount_cents, p.precision
      from seen.kept_published_amount p
      where p.audience = current_setting('ctg.audience') and ${isGiven(SUBSIDIES)} and ${isWhole(sql`p.territory_id`)}`,
    // Which years there are and who reported: passports tell it. How much, and in how many lines, they do not.
    subsidy_year: sql`
      select ${veiled('subsidy_year', { amount_cents: nothing('bigint'), line_count: nothing('int') })}
      from ${from('subsidy_year')} where ${isGiven(SUBSIDIES)}`,
    // That a territory has amounts of a year, or some that are set aside, is no secret: it tells what is missing.
    subsidy: sql`
      select distinct on (t.territory_id, t.fiscal_year, t.nature, t.set_aside, t.year_from, t.year_to)
             ${veiled('subsidy', veilsOfAmounts)}
      from ${from('subsidy')} where ${isGiven(SUBSIDIES)}`,
    // Of the table itself: the view of `seen` also hides what would tell too much to whoever sees their own in full.
    indicator_value: sql`
      select ${veiled('indicator_value', {
        value: sql`case when shown.id is not null then t.value end`,
        state: sql`case when shown.id is not null then t.state else 'SUPPRESSED' end`,
        notes: sql`null::text`,
      })}
      from public.indicator_value t
      left join seen.kept_published_indicator shown
        on shown.id = t.id and shown.audience = current_setting('ctg.audience')
      where ${isGiven(INDICATORS)} and ${isSeen(sql`t.territory_id`)}`,
  };
}
