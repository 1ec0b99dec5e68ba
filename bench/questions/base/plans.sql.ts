import { planBatch, progressBatch } from './batches.sql.js';
import { drawn, nth, weighted } from './drawn.js';

const themes = [
  'EARLY_CHILDHOOD',
  'CHILDHOOD',
  'YOUTH',
  'PARENTING',
  'ACCESS_TO_RIGHTS',
  'DIGITAL_INCLUSION',
  'SOCIAL_LIFE',
  'HOUSING',
  'DISABILITY',
  'SOCIAL_SUPPORT',
  'OTHER',
] as const;

/** The same shape for every plan: node, the one above, and its rank from 1 among those of its kind. */
const shape = `
  create temp table shape as
  select *, row_number() over (order by code)::int as position from (
    select 'P' || to_char(n, 'FM00') as code, null as parent, null as top, 'PRIORITY' as kind, 'Enjeu' as level, n
    from generate_series(1, 11) n
    union all
    select 'O' || to_char(n, 'FM00'), 'P' || to_char(1 + (n - 1) % 11, 'FM00'), null, 'OBJECTIVE', 'Objectif', n
    from generate_series(1, 25) n
    union all
    -- The last objective has no action.
    select 'A' || to_char(n, 'FM00'), 'O' || to_char(1 + (n - 1) % 24, 'FM00'),
           'P' || to_char(1 + (n - 1) % 24 % 11, 'FM00'), 'ACTION', 'Action', n
    from generate_series(1, 75) n
  ) node`;

/** Most nodes bear one theme, some two, few none. */
const themesOf = (key: string) => {
  const number = drawn(key, 20, themes.length);
  const theme = nth(themes, number);
  const next = nth(themes, `(${number} + 1) % ${themes.length}`);
  const lot = drawn(key, 21, 50);
  return `case when ${lot} = 0 then '{}' when ${lot} < 6 then array[${theme}, ${next}] else array[${theme}] end`;
};

const nodes = `
  insert into plan_node (id, convention_reference, code, parent_id, position, path, level, kind, is_measured, title, themes,
    lead_kind, due_on, batch_revision, source_line, demonstration)
  select reference || '/' || code, reference, code, reference || '/' || parent, position,
         array_remove(array[reference || '/' || top, reference || '/' || parent, reference || '/' || code], null),
         level, kind, kind <> 'PRIORITY', level || ' ' || n || ' : ' || md5(reference || code), ${themesOf('reference || code')},
         case when kind = 'ACTION' then 'COOPERATION_OFFICER' end,
         case when kind = 'ACTION' and ${drawn('reference || code', 22, 10)} > 0
              then make_date(extract(year from starts_on)::int + 1 + ${drawn('reference || code', 23, 5)}, 12, 31) end,
         ${planBatch}, position, false
  from made cross join shape`;

const leads = `
  insert into node_lead (plan_node_id, lead, batch_revision)
  select reference || '/' || code, 'Coordination', ${planBatch} from made cross join shape where kind = 'ACTION'`;

const early = weighted({
  NOT_STARTED: 6,
  PLANNED: 5,
  IN_PROGRESS: 6,
  COMPLETED: 1,
  ONGOING_PERMANENT: 1,
  UNKNOWN: 1,
});
const late = weighted({
  NOT_STARTED: 2,
  IN_PROGRESS: 5,
  COMPLETED: 9,
  ONGOING_PERMANENT: 1,
  POSTPONED: 1,
  ABANDONED: 1,
  UNKNOWN: 1,
});

/**
 * Of ten actions, one was never looked at, the others once or twice; one first look in a hundred is not dated. Nothing is
 * known after the end of 2025.
 */
const entries = `
  insert into progress_entry (id, plan_node_id, observed_on, observed_precision, status, batch_revision, source_line,
    demonstration)
  select node || '@' || coalesce(observed_on::text, 'sans date'), node, observed_on,
         case when observed_on is not null then 'DAY' end, status, ${progressBatch('year')}, 1, false
  from (
    select node, case when look = 1 and ${drawn('node', 31, 100)} = 0 then null else seen_on end as observed_on,
           extract(year from seen_on)::int as year,
           case look when 1 then ${nth(early, drawn('node', 32, early.length))}
                     else ${nth(late, drawn('node', 33, late.length))} end as status
    from (
      select reference || '/' || code as node, look,
             starts_on + 180 + ${drawn('reference || code', 34, 500)} + (look - 1) * 400 as seen_on
      from made cross join (select code from shape where kind = 'ACTION') action
      cross join generate_series(1, case when ${drawn('reference || code', 35, 20)} < 2 then 0
                                         when ${drawn('reference || code', 35, 20)} < 11 then 1 else 2 end) look
    ) looked where seen_on <= date '2025-12-31'
  ) entry`;

/** The plan of every convention of `made`, and what is known of its actions. */
export const planStatements: readonly string[] = [shape, nodes, leads, entries];
