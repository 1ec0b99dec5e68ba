import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule, type Theme } from '../../convention/convention.rules.js';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { conventionsAlive, statesOn } from '../../convention/kept/states.sql.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { plansAsked } from '../plans-asked.sql.js';
import { retention } from './retained-themes.sql.js';

/** What figures about the themes of a territory rest on. */
export interface ThemesBasis {
  readonly id: string;
  readonly conventions: number;
  readonly withThemes: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  /** True when the dates of a convention do not say whether it is in force. */
  readonly isUnsure: boolean;
}

/** Bases of several territories in one statement. A commune under two conventions counts its people once. */
export async function themesBasesOf(em: SqlEntityManager, ids: readonly string[], on: LocalDate) {
  const found = await rows(
    em,
    'themesBasesOf',
    sql<ThemesBasis>`
      with asked as materialized (${plansAsked(ids, { scope: 'territory', on })}),
      known as materialized (
        select c.reference, c.demonstration, c.batch_revision,
               exists (select from convention_theme t where t.convention_reference = c.reference) as has_themes
        from convention c where c.reference in (select reference from asked)
      ),
      brought as materialized (
        select k.reference, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest, bool_or(own.demonstration) as demonstration
        from known k
        cross join lateral (
          select k.batch_revision as revision, k.demonstration
          union all
          select n.batch_revision, bool_or(n.demonstration) from plan_node n
          where n.convention_reference = k.reference group by n.batch_revision
        ) own
        join batch b on b.revision = own.revision
        group by k.reference
      ),
      counted as (
        select asked.whole_id, count(*)::int as conventions, (count(*) filter (where k.has_themes))::int as with_themes,
               min(b.oldest) as oldest, max(b.freshest) as freshest, bool_or(b.demonstration) as demonstration
        from asked join known k on k.reference = asked.reference join brought b on b.reference = asked.reference
        group by asked.whole_id
      ),
      heard as (
        select whole_id, sum(population)::int as population
        from (
          select distinct asked.whole_id, t.id, t.population
          from asked
          join known k on k.reference = asked.reference and k.has_themes
          join perimeter_member m on m.convention_reference = asked.reference and ${isMemberOn(on)}
          join territory t on t.id = m.territory_id
          cross join lateral (
            select from territory_part p where p.whole_id = asked.whole_id and p.part_id = t.id limit 1
          ) inside
        ) once
        group by whole_id
      ),
      unsure as (
        select distinct touched.whole_id
        from (${conventionsAlive(ids, on)}) touched
        join (${statesOn({ on, rule: CoverageRule.PERIOD })}) stated on stated.reference = touched.reference
        where stated.state = 'UNDETERMINED'
      )
      select whole.id, coalesce(c.conventions, 0) as "conventions", coalesce(c.with_themes, 0) as "withThemes",
             coalesce(whole.population, 0) as "population", coalesce(heard.population, 0) as "reportedPopulation",
             c.oldest as "oldestInputAt", c.freshest as "freshestInputAt", c.demonstration,
             exists (select from unsure u where u.whole_id = whole.id) as "isUnsure"
      from territory whole
      left join counted c on c.whole_id = whole.id
      left join heard on heard.whole_id = whole.id
      where whole.id = any(${ids})`,
  );
  return new Map(found.map((row) => [row.id, row]));
}

const byReference = [{ column: 'reference', type: 'text' }] as const;
export const lackingOrder: ListOrder = { list: 'conventionsWithoutAction', keys: byReference };
export const retainingOrder: ListOrder = { list: 'conventionsRetaining', keys: byReference };

interface OfTheme {
  readonly on: LocalDate;
  readonly theme: Theme;
  /** Those alone that have no action about it. */
  readonly isLacking: boolean;
}

/** Conventions that retain a theme, by territory. */
export function retainingConventionsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { on, theme, isLacking }: OfTheme,
  page: Page,
) {
  return slicesByParent(
    em,
    isLacking ? 'lackingConventionsOf' : 'retainingConventionsOf',
    sql<Listed & { reference: string }>`
      with ${retention(ids, on)}
      select whole_id as "parent", reference from retention
      where theme = ${theme} and ${isLacking ? sql`lacks_action` : sql`true`}`,
    isLacking ? lackingOrder : retainingOrder,
    page,
  );
}
