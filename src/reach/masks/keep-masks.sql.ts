import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { audiences, type SecrecyPolicy } from '../../config/secrecy.js';
import { rows } from '../../db/sql.js';
import {
  countedValues,
  haveIndicatorsChanged,
  placesOfCommunes,
} from '../../indicator/published/indicator-values.sql.js';
import { hiddenIndicators } from '../../indicator/published/published-indicators.rules.js';
import { treeOf } from '../../secrecy/tree.rules.js';
import {
  type AmountYear,
  amountCells,
  amountYears,
  placesOfAmounts,
} from '../../subsidy/published/amount-cells.sql.js';
import { type PublishedAmount, publishedAmounts } from '../../subsidy/published/published-amounts.rules.js';
import { country } from '../../territory/territory.rules.js';
import { newest } from '../newest.sql.js';
import { Figures, policyText } from './mask.rules.js';

/**
 * Works out what partners and readers are shown of some figures in the present state of the base, and keeps it; once for all who ask at the
 * same time. What the batches since the last time did not touch stays as it is. To be called in a transaction of its own that sees one
 * state of the base.
 */
export async function keepMask(em: SqlEntityManager, figures: Figures, policy: SecrecyPolicy): Promise<void> {
  const text = policyText(policy);
  await rows(
    em,
    'lockMasks',
    sql`insert into seen.mask (figures, policy, revision) values (${figures}, ${text}, -1)
        on conflict (figures) do update set made_at = now()`,
  );
  const since = await keptSince(em, figures, text);
  if (since === null || since.isBehind) await keepSince[figures](em, policy, since?.revision ?? null);
  await rows(
    em,
    'noteMasks',
    sql`update seen.mask set policy = ${text}, revision = ${newest} where figures = ${figures}`,
  );
}

interface Since {
  readonly revision: number;
  readonly isBehind: boolean;
}

/** The revision as of which masks are kept; null when nothing of them can be used. An undone batch has left no trace of what it touched. */
async function keptSince(em: SqlEntityManager, figures: Figures, policy: string): Promise<Since | null> {
  const [kept] = await rows(
    em,
    'masksKept',
    sql<Since>`
      select m.revision, m.revision < ${newest} as "isBehind" from seen.mask m
      where m.figures = ${figures} and m.revision >= 0 and m.policy = ${policy}
        and not exists (select from public.batch b where b.revision > m.revision and b.kind <> 'LOAD')`,
  );
  return kept ?? null;
}

type KeepSince = (em: SqlEntityManager, policy: SecrecyPolicy, since: number | null) => Promise<void>;

const keepSince: Readonly<Record<Figures, KeepSince>> = {
  [Figures.AMOUNTS]: async (em, policy, since) => {
    if (since === null) await rows(em, 'clearAmounts', sql`delete from seen.kept_published_amount`);
    for (const year of await amountYears(em, since)) await keepYear(em, policy, year);
  },
  [Figures.INDICATORS]: async (em, policy, since) => {
    if (since === null || (await haveIndicatorsChanged(em, since))) await keepIndicators(em, policy);
  },
};

async function keepYear(em: SqlEntityManager, policy: SecrecyPolicy, year: AmountYear): Promise<void> {
  const cells = await amountCells(em, year, policy.unnamed);
  const tree = treeOf(await placesOfAmounts(em, year), country.id);
  const { fiscalYear, nature } = year;
  await rows(
    em,
    'clearYear',
    sql`delete from seen.kept_published_amount where fiscal_year = ${fiscalYear} and nature = ${nature}`,
  );
  const published = await publishedAmounts(cells, tree, policy);
  const shown = (value: (cell: PublishedAmount) => string) =>
    published.map((cell) => (cell.hiding === null ? value(cell) : null));
  await rows(
    em,
    'keepYear',
    sql`
      insert into seen.kept_published_amount (audience, territory_id, fiscal_year, nature, sector, amount_cents, precision, hiding)
      select audience, node, ${fiscalYear}, ${nature}, sector, cents, precision, hiding
      from unnest(
        ${published.map(({ audience }) => audience)}::text[], ${published.map(({ node }) => node)}::text[],
        ${published.map(({ sector }) => sector ?? '')}::text[], ${shown(({ cents }) => cents)}::bigint[],
        ${shown(({ precision }) => precision)}::text[], ${published.map(({ hiding }) => hiding)}::text[]
      ) each(audience, node, sector, cents, precision, hiding)`,
  );
}

async function keepIndicators(em: SqlEntityManager, policy: SecrecyPolicy): Promise<void> {
  const values = await countedValues(em);
  const hidings = await hiddenIndicators(values, treeOf(await placesOfCommunes(em), country.id), policy);
  await rows(em, 'clearIndicators', sql`delete from seen.kept_published_indicator`);
  for (const audience of audiences) {
    const shown = values.filter(({ id }) => hidings.get(audience)?.get(id) === null).map(({ id }) => id);
    await rows(
      em,
      'keepIndicators',
      sql`insert into seen.kept_published_indicator (audience, id) select ${audience}, id from unnest(${shown}::text[]) each(id)`,
    );
  }
}
