import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import type { Columns } from '../ingestion/columns/column.js';
import type { Dataset } from '../ingestion/dataset.js';
import { territoryKindLabels } from '../ingestion/territories/territory-of-row.js';
import { TerritoryKind } from '../territory/territory.rules.js';

/** More rows than a person fills in: such a territory starts from a blank sheet. */
const maximumStarted = 500;

interface StartedRow {
  readonly kind: TerritoryKind;
  readonly code: string;
  readonly name: string;
  readonly department: string | null;
}

/**
 * Rows to complete where the hub knows nothing yet: one for each commune of the territory, and for the EPCI itself, with all
 * that says which it is and the year asked for. None for a data set whose rows are not of a territory.
 */
export async function startedRows(
  em: SqlEntityManager,
  dataset: Dataset,
  territoryId: string,
  fiscalYear: number | null,
): Promise<readonly (readonly string[])[]> {
  const names = Object.keys(dataset.columns as Columns);
  if (!names.includes('code')) return [];
  const found = await rows(
    em,
    'startedRows',
    sql<StartedRow>`
      select t.kind, t.code, t.name, d.code as "department"
      from territory_part part join territory t on t.id = part.part_id
      left join territory d on d.id = t.department_id
      where part.whole_id = ${territoryId}
        and (t.kind = ${TerritoryKind.COMMUNE} or (t.kind = ${TerritoryKind.EPCI} and t.id = ${territoryId}))
      order by t.kind desc, t.search_name, t.id limit ${maximumStarted + 1}`,
  );
  if (found.length > maximumStarted) return [];
  const year = fiscalYear === null ? '' : String(fiscalYear);
  return found.map(({ kind, code, name, department }) => {
    const values: Readonly<Record<string, string>> = {
      kind: territoryKindLabels[kind],
      code,
      territoryName: name,
      department: department ?? '',
      // The first year of an amount, or the year of an indicator.
      yearFrom: year,
      year,
    };
    return names.map((column) => values[column] ?? '');
  });
}
