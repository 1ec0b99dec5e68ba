import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { Theme } from '../../convention/convention.rules.js';
import { groupBy, rows } from '../../db/sql.js';
import { plansAsked } from '../plans-asked.sql.js';

/** How often the conventions of a territory retain a theme. */
export interface RetainedThemeRow {
  readonly id: string;
  readonly theme: Theme;
  readonly conventions: number;
  /** Conventions that retain at least one theme: of the others, none is known. */
  readonly withThemes: number;
  readonly retained: number;
  /** Of these, those whose plan has actions, and those of which no action is about the theme. */
  readonly withPlan: number;
  readonly withoutAction: number;
  /** How sources call what is OTHER; empty for the themes of the list. */
  readonly words: readonly string[];
}

/**
 * Selects, for a `with`: `asked`, the conventions in force that touch territories, with what is known of their themes and actions;
 * `retention`, one row for each of them and each theme that it retains. An action is about a theme if it, or what stands above it
 * in the plan, carries the theme; what is OTHER is told by its words.
 */
export const retention = (ids: readonly string[], on: LocalDate): RawBuilder<unknown> => sql`
  asked as materialized (
    select a.whole_id, a.reference,
           exists (select from convention_theme t where t.convention_reference = a.reference) as has_themes,
           exists (select from plan_node n where n.convention_reference = a.reference and n.kind = 'ACTION') as has_actions
    from (${plansAsked(ids, { scope: 'territory', on })}) a
  ),
  retained as materialized (
    select distinct t.convention_reference as reference, t.theme, case t.theme when ${Theme.OTHER} then lower(t.words) end as word
    from convention_theme t where t.convention_reference in (select reference from asked)
  ),
  acted as materialized (
    select distinct n.convention_reference as reference, carried.theme,
           case carried.theme when ${Theme.OTHER} then lower(carried.words) end as word
    from plan_node n
    cross join lateral unnest(array_append(n.path, n.id)) step(id)
    join plan_node above on above.id = step.id
    cross join lateral (
      select theme.name as theme, word.name as words
      from unnest(above.themes) theme(name)
      left join unnest(above.theme_words) word(name) on theme.name = ${Theme.OTHER}
    ) carried
    where n.kind = 'ACTION' and n.convention_reference in (select reference from asked)
  ),
  retention as (
    select asked.whole_id, asked.reference, asked.has_actions, retained.theme,
           array_agg(retained.word order by retained.word) filter (where retained.word is not null) as words,
           asked.has_actions and not bool_and(exists (
             select from acted
             where acted.reference = retained.reference and acted.theme = retained.theme
               and acted.word is not distinct from retained.word
           )) as lacks_action
    from asked join retained on retained.reference = asked.reference
    group by asked.whole_id, asked.reference, asked.has_actions, retained.theme
  )`;

/** Every theme of the list, retained or not, for several territories in one statement. */
export async function retainedThemesOf(em: SqlEntityManager, ids: readonly string[], on: LocalDate) {
  const themes = Object.values(Theme);
  const found = await rows(
    em,
    'retainedThemesOf',
    sql<RetainedThemeRow>`
      with ${retention(ids, on)}
      select whole.id, theme.name as "theme", coalesce(known.conventions, 0) as "conventions",
             coalesce(known.with_themes, 0) as "withThemes", count(r.reference)::int as "retained",
             (count(*) filter (where r.has_actions))::int as "withPlan",
             (count(*) filter (where r.lacks_action))::int as "withoutAction",
             coalesce((
               select array_agg(distinct word order by word) from retention said, unnest(said.words) word
               where said.whole_id = whole.id and said.theme = theme.name
             ), '{}') as "words"
      from unnest(${ids}::text[]) whole(id)
      cross join unnest(${themes}::text[]) with ordinality theme(name, place)
      left join lateral (
        select count(*)::int as conventions, (count(*) filter (where has_themes))::int as with_themes
        from asked where asked.whole_id = whole.id
      ) known on true
      left join retention r on r.whole_id = whole.id and r.theme = theme.name
      group by whole.id, theme.name, theme.place, known.conventions, known.with_themes
      order by "retained" desc, theme.place`,
  );
  return groupBy(found, ({ id }) => id);
}
