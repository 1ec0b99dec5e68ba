import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { SecrecyPolicy } from '../config/secrecy.js';
import { rows } from '../db/sql.js';
import { type Rest, tellingCounts } from '../indicator/published/rests.rules.js';
import { Role } from '../viewer.js';

/**
 * Works out which values of territories that are not wholly theirs viewers are shown to compare with, and keeps it: what is published to
 * partners, unless it tells them of too few others, since they see their own in full.
 */
export async function keepComparisons(
  em: SqlEntityManager,
  rights: string,
  { rules }: SecrecyPolicy,
): Promise<void> {
  const telling = tellingCounts(await restsOf(em, rights), rules[Role.PARTNER]);
  await rows(em, 'forget comparison', sql`delete from seen.kept_comparison where rights = ${rights}`);
  await rows(
    em,
    'keep comparison',
    sql`
      insert into seen.kept_comparison (rights, id)
      select ${rights}, w.id from (${widerValues(rights)}) w
      where w.territory_id || '/' || w.count <> all(${[...telling]}::text[])`,
  );
}

const value = sql`v.id, v.territory_id, v.kind, v.value, v.observed_on::text || '/' || v.series as count`;

/** Select of what is published of territories of which something is seen, and not all. */
const widerValues = (rights: string) => sql`
  select ${value} from public.indicator_value v
  join seen.granted g on g.territory_id = v.territory_id and g.rights = ${rights} and not g.is_whole
  join seen.kept_published_indicator k on k.id = v.id and k.audience = ${Role.PARTNER}`;

/** What is left of such values without those of the widest territories in them that are seen whole. */
function restsOf(em: SqlEntityManager, rights: string): Promise<Rest[]> {
  return rows(
    em,
    'restsOf',
    sql<Rest>`
      with wider as materialized (${widerValues(rights)}),
      own as materialized (
        select ${value} from public.indicator_value v
        join seen.granted g on g.territory_id = v.territory_id and g.rights = ${rights} and g.is_whole
        where v.value is not null
      ),
      inside as materialized (
        select w.id, o.kind, o.count, o.territory_id, o.value
        from wider w join own o on (o.kind, o.count) = (w.kind, w.count)
        join public.territory_part p on (p.whole_id, p.part_id) = (w.territory_id, o.territory_id)
      )
      select w.territory_id as "territoryId", w.kind, w.count, (w.value - sum(i.value))::float8 as value
      from wider w join inside i on i.id = w.id
      where not exists (
        select from inside larger
        join public.territory_part p on (p.whole_id, p.part_id) = (larger.territory_id, i.territory_id)
        where larger.id = w.id and larger.territory_id <> i.territory_id
      )
      group by w.id, w.territory_id, w.kind, w.count, w.value`,
  );
}
