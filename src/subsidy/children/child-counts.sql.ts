import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { differing } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { countOf, joiningAtOnce, makeTemporary, temporary } from '../../db/touched.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { childKinds, childrenOf } from './children.sql.js';

const { COMMUNE, EPCI, DEPARTMENT, REGION, COUNTRY } = TerritoryKind;

/** Territories of whose children the transaction has written anything, and all that contain them: `id`, `kind`. */
const touched = temporary('touched_child');
/** Beyond these, reading all numbers costs less than looking up each. */
const many = 500;

/** Notes the territories of whose children a batch wrote. To be called when the batch has written, or before it is undone. */
export function noteChildren(em: SqlEntityManager, revision: number): Promise<void> {
  return makeTemporary(
    em,
    'touched_child',
    containing(sql`
      select territory_id from indicator_value where batch_revision = ${revision} and kind = any(${childKinds})
      union
      select before ->> 'territory_id' from batch_change
      where batch_revision = ${revision} and table_name = 'indicator_value' and before ->> 'kind' = any(${childKinds})`),
  );
}

/** Select of the numbers of children, if there are any. */
export const anyChildren: RawBuilder<unknown> = sql`
  select from indicator_value v
  where v.kind = any(${childKinds}) and v.series = '' and v.state = ${ValueState.REPORTED}`;

/** Notes all territories: those of whose children nothing is told any more are cleared too. */
export function noteAllChildren(em: SqlEntityManager): Promise<void> {
  return makeTemporary(
    em,
    'touched_child',
    sql`${containing(sql`select territory_id from indicator_value where kind = any(${childKinds})`)}
        union select c.territory_id, t.kind from child_count c left join territory t on t.id = c.territory_id`,
  );
}

const containing = (written: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select distinct part.whole_id::varchar(20) as id, t.kind
  from (${written}) w join territory_part part on part.part_id = w.territory_id join territory t on t.id = part.whole_id`;

/** Makes the counts of the noted territories anew: communes first, then what is added from them. */
export async function refreshChildren(em: SqlEntityManager): Promise<void> {
  const count = await countOf(em, 'touchedChildren', touched);
  if (count === 0) return;
  await rows(
    em,
    'clearChildren',
    sql`delete from child_count where territory_id in (select id from ${touched})`,
  );
  await joiningAtOnce(em, count > many, async () => {
    for (const [kinds, parts] of levels) {
      const of = sql`(select id from ${touched} where kind = any(${kinds}))`;
      const select = parts === null ? countsOfCommunes(of) : countsOfWholes(of, keptOf(parts));
      await rows(em, 'keepChildren', sql`insert into child_count ${select}`);
    }
  });
}

/** Which levels are added, from the counts of which smaller ones. */
const levels: readonly (readonly [kinds: readonly TerritoryKind[], parts: TerritoryKind | null])[] = [
  [[COMMUNE], null],
  [[EPCI, DEPARTMENT], COMMUNE],
  [[REGION, COUNTRY], DEPARTMENT],
];

/** How many counts differ from what the numbers of communes and territories give, at every level. */
export async function wrongChildren(em: SqlEntityManager): Promise<Record<string, number>> {
  const all = (isCommune: boolean) =>
    sql`(select id from territory where (kind = ${COMMUNE}) = ${isCommune})`;
  let found: Record<string, number> | undefined;
  await em.transactional(async (transaction) => {
    const within = transaction as SqlEntityManager;
    await joiningAtOnce(within, true, async () => {
      [found] = await rows(
        within,
        'wrongChildren',
        sql<Record<string, number>>`
          with communes as materialized (${countsOfCommunes(all(true))}),
               truth as materialized (
                 table communes union all
                 ${countsOfWholes(
                   all(false),
                   sql`select part.whole_id, c.ages, c.year, c.communes, c.value
                       from communes c(territory_id, ages, year, communes, value, own_value)
                       join territory_part part on part.part_id = c.territory_id`,
                 )}
               )
          select ${differing('child_count', 'truth')} as child_count`,
      );
    });
  });
  return found ?? {};
}

/** Select of the counts of communes. @param of a relation of their `id` */
const countsOfCommunes = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select territory_id, ages, year, 1 as communes, value, value as own_value
   from (${childrenOf(sql`v.territory_id in (select id from ${of} w)`)}) own)`;

/** Select of what is kept of the smaller territories of each: columns `whole_id`, and those of the counts. */
const keptOf = (parts: TerritoryKind): RawBuilder<unknown> => sql`
  select part.whole_id, c.ages, c.year, c.communes, c.value
  from territory_part part join child_count c on c.territory_id = part.part_id where part.part_kind = ${parts}`;

/** Select of the counts of larger territories. @param of a relation of their `id` @param parts what they are added from */
const countsOfWholes = (of: RawBuilder<unknown>, parts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select id, ages, year, sum(communes)::int, sum(value)::numeric(18, 4), max(own_value)
   from (
     select own.territory_id as id, own.ages, own.year, 0 as communes, null::numeric as value, own.value as own_value
     from (${childrenOf(sql`v.territory_id in (select id from ${of} w)`)}) own
     union all
     select part.whole_id, part.ages, part.year, part.communes, part.value, null
     from (${parts}) part where part.whole_id in (select id from ${of} w)
   ) each
   group by id, ages, year)`;

/** Select of the counts of territories larger than a commune, from the communes that are seen. @param of a relation of their `id` */
export const childCountsOf = (of: RawBuilder<unknown>): RawBuilder<unknown> =>
  countsOfWholes(
    of,
    sql`select part.whole_id, c.ages, c.year, 1 as communes, c.value
        from territory_part part join (${childrenOf(sql`true`)}) c on c.territory_id = part.part_id
        where part.part_kind = ${COMMUNE}`,
  );
