import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { rows } from '../db/sql.js';
import { emptySlice, type ListOrder, type Page } from '../graphql/page.js';
import type { CampaignType } from './campaign.type.js';
import type { ExpectedDataset } from './completeness.rules.js';

const columns = sql`
  dataset, fiscal_year as "fiscalYear", nullif(nature, '') as "nature", due_on::text as "dueOn", author,
  set_at as "setAt"`;

export interface CampaignKey {
  readonly dataset: ExpectedDataset;
  readonly fiscalYear: number;
  readonly nature: string;
}

/** Sets a due date, or moves it. */
export async function setCampaign(
  em: SqlEntityManager,
  { dataset, fiscalYear, nature }: CampaignKey,
  dueOn: LocalDate,
  author: string,
): Promise<CampaignType | null> {
  const [campaign] = await rows(
    em,
    'setCampaign',
    sql<CampaignType>`
      insert into campaign (dataset, fiscal_year, nature, due_on, author, set_at)
      values (${dataset}, ${fiscalYear}, ${nature}, ${dueOn}::date, ${author}, now())
      on conflict (dataset, fiscal_year, nature)
      do update set due_on = excluded.due_on, author = excluded.author, set_at = excluded.set_at
      returning ${columns}`,
  );
  return campaign ?? null;
}

export async function dropCampaign(
  em: SqlEntityManager,
  { dataset, fiscalYear, nature }: CampaignKey,
): Promise<void> {
  await rows(
    em,
    'dropCampaign',
    sql`delete from campaign where dataset = ${dataset} and fiscal_year = ${fiscalYear} and nature = ${nature}`,
  );
}

export const campaignOrder: ListOrder = {
  list: 'campaigns',
  keys: [
    { column: 'order', type: 'int' },
    { column: 'dataset', type: 'text' },
    { column: 'natureOrder', type: 'text' },
  ],
};

export type CampaignRow = CampaignType & { readonly natureOrder: string };

/** All due dates, the latest fiscal year first. */
export async function campaigns(em: SqlEntityManager, page: Page) {
  const slices = await slicesByParent(
    em,
    'campaigns',
    sql<CampaignRow & Listed>`
      select ${wholeHub}::text as "parent", -fiscal_year as "order", nature as "natureOrder", ${columns} from campaign`,
    campaignOrder,
    page,
  );
  return slices.get(wholeHub) ?? emptySlice<CampaignRow>();
}
