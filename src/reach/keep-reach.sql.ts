import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { SecrecyPolicy } from '../config/secrecy.js';
import { rows } from '../db/sql.js';
import { keepComparisons } from './comparisons.sql.js';
import { touching } from './convention-sights.sql.js';
import { bringing } from './figure-sights.sql.js';
import { isMaskKept } from './masks/is-mask-kept.sql.js';
import { Figures, policyText } from './masks/mask.rules.js';
import { newest } from './newest.sql.js';
import { making, workedOutOften, workedOutOnce } from './views.sql.js';

/** Rights of a viewer who sees but some territories. */
export interface Reach {
  /** Digest of the rights: the same for all who see the same. */
  readonly rights: string;
  /** Keys of the territories that were granted: départements, EPCI, communes. */
  readonly territories: readonly string[];
}

/**
 * Has all that follows in a transaction see these territories alone: the views of the schema `seen` stand before the tables, and behind
 * them the policies of the tables, for the role that the transaction takes. Fails if what they see is not kept as of this state of the
 * base: a part of it would look like all of it.
 */
export const lookWithin = (
  { rights }: Pick<Reach, 'rights'>,
  policy: SecrecyPolicy,
): RawBuilder<unknown> => sql`
  select set_config('search_path', 'seen, public', true), set_config('ctg.rights', ${rights}, true),
         set_config('row_security', 'on', true), set_config('role', (select role from seen.wall), true),
         (case when ${isReachKept(rights, policy)} then 'true' else 'not kept' end)::boolean`;

/** Is it kept as of this state of the base what viewers see, and what they are shown of it by a policy? */
export const isReachKept = (rights: string, policy: SecrecyPolicy): RawBuilder<unknown> => sql`
  exists (select from seen.rights r where r.rights = ${rights} and r.policy = ${policyText(policy)} and r.revision = ${newest})`;

/**
 * Works out which territories viewers see, and keeps it until the territories change. To be called in a transaction of its own, before
 * `keepReach`: the planner then knows how many they are.
 */
export async function grantReach(em: SqlEntityManager, { rights, territories }: Reach): Promise<void> {
  const [known] = await rows(
    em,
    'lockRights',
    sql<{ isGranted: boolean }>`
      insert into seen.rights (rights) values (${rights})
      on conflict (rights) do update set made_at = now() returning is_granted as "isGranted"`,
  );
  if (known?.isGranted) return;
  await workFor(em, rights);
  await rows(em, 'forget granted', sql`delete from seen.granted where rights = ${rights}`);
  await rows(em, 'keep granted', sql`insert into seen.granted ${grantedBy(rights, territories)}`);
  await rows(em, 'analyze granted', sql`analyze seen.granted`);
  for (const table of Object.keys(workedOutOnce)) {
    await keep(em, rights, table);
    await rows(em, `analyze ${table}`, sql`analyze ${kept(table)}`);
  }
  await rows(em, 'noteGranted', sql`update seen.rights set is_granted = true where rights = ${rights}`);
}

/**
 * Works out what viewers see in the present state of the base, and keeps it; once for all who ask at the same time. To be called in
 * a transaction of its own that sees one state of the base, when it is kept what is published of indicators.
 */
export async function keepReach(em: SqlEntityManager, rights: string, policy: SecrecyPolicy): Promise<void> {
  await rows(em, 'lockReach', sql`update seen.rights set made_at = now() where rights = ${rights}`);
  await workFor(em, rights);
  for (const table of ['convention', 'batch'])
    await rows(em, `forget ${table}`, sql`delete from ${kept(table)} where rights = ${rights}`);
  await rows(
    em,
    'keep convention',
    sql`insert into ${kept('convention')} select ${rights}, t.* from (${touching}) t`,
  );
  await rows(em, 'keep batch', sql`insert into ${kept('batch')} select ${rights}, b.* from (${bringing}) b`);
  await keepComparisons(em, rights, policy);
  for (const table of Object.keys(workedOutOften)) await keep(em, rights, table);
  // Where the territories have changed since they were worked out, or a load has come since it was what is published, nothing is: the
  // next attempt begins with them.
  await rows(
    em,
    'noteReach',
    sql`update seen.rights set revision = ${newest}, policy = ${policyText(policy)}
        where rights = ${rights} and is_granted and ${isMaskKept(Figures.INDICATORS, policy)}`,
  );
}

/** Whose rights the views that work something out look up. */
const workFor = (em: SqlEntityManager, rights: string) =>
  rows(em, 'workFor', sql`select set_config('ctg.rights', ${rights}, true)`);

async function keep(em: SqlEntityManager, rights: string, table: string): Promise<void> {
  await rows(em, `forget ${table}`, sql`delete from ${kept(table)} where rights = ${rights}`);
  await rows(
    em,
    `keep ${table}`,
    sql`insert into ${kept(table)} select ${rights}, t.* from ${sql.raw(`seen.${making(table)}`)} t`,
  );
}

const kept = (table: string): RawBuilder<unknown> => sql.raw(`seen.kept_${table}`);

/** Forgets what anybody sees: the territories have changed. */
export async function forgetReach(em: SqlEntityManager): Promise<void> {
  await rows(em, 'forgetReach', sql`update seen.rights set revision = -1, is_granted = false`);
  await rows(em, 'forgetMasks', sql`update seen.mask set revision = -1`);
}

/** Of each territory: is all of it seen, or what is its own, or only something that lies in it? */
const grantedBy = (rights: string, territories: readonly string[]) => sql`
  with part as materialized (
    select distinct part_id from public.territory_part where whole_id = any(${[...territories]}::text[])
  )
  select ${rights}, seen.id, seen.parts = whole.parts, part.part_id is not null
  from (
    select p.whole_id as id, count(*) as parts from part join public.territory_part p using (part_id) group by p.whole_id
  ) seen
  cross join lateral (select count(*) as parts from public.territory_part w where w.whole_id = seen.id) whole
  left join part on part.part_id = seen.id`;
