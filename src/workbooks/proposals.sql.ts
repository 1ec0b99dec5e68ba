import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { conventionsIn } from '../ingestion/exporting/scope.sql.js';
import { DatasetName } from '../provenance/dataset-name.js';

/** A longer drop-down helps nobody, and would weigh more than the rows. */
const maximumProposals = 2_000;

/** Data sets whose rows speak of conventions that are known already. */
const ofConventions: ReadonlySet<DatasetName> = new Set([
  DatasetName.AMENDMENTS,
  DatasetName.PLAN_NODES,
  DatasetName.PROGRESS,
]);

/** What the columns of a territory's template propose of what the hub knows: its conventions, and codes of their plans. */
export async function proposalsFor(
  em: SqlEntityManager,
  dataset: DatasetName,
  territoryId: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  if (!ofConventions.has(dataset)) return {};
  const references = await rows(
    em,
    'proposedConventions',
    sql<{ value: string }>`
      select reference as value from convention where reference in (${conventionsIn(territoryId)})
      order by 1 limit ${maximumProposals}`,
  );
  const reference = references.map(({ value }) => value);
  if (dataset === DatasetName.AMENDMENTS) return { reference };
  const codes = await rows(
    em,
    'proposedCodes',
    sql<{ value: string }>`
      select code as value from plan_node
      where convention_reference in (${conventionsIn(territoryId)})
        -- Only an action has a status; only what is no action stands above others.
        and (kind = 'ACTION') = ${dataset === DatasetName.PROGRESS}
      group by code order by code limit ${maximumProposals}`,
  );
  const values = codes.map(({ value }) => value);
  return dataset === DatasetName.PROGRESS ? { reference, code: values } : { reference, parent: values };
}
