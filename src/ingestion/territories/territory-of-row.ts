import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { findTerritory } from './find-territory.js';
import type { IndexedTerritory } from './territory-index.js';

/** Cells by which a row of a flat data set says which territory it is about; its columns have these names. */
interface TerritoryCells {
  readonly kind: string | null;
  readonly code: string | null;
  readonly territoryName: string | null;
  readonly department: string | null;
}

const kindWords: Readonly<Record<string, TerritoryKind>> = {
  commune: TerritoryKind.COMMUNE,
  epci: TerritoryKind.EPCI,
  departement: TerritoryKind.DEPARTMENT,
  region: TerritoryKind.REGION,
  pays: TerritoryKind.COUNTRY,
};

const kindLabels = 'Attendu : commune, EPCI, département, région, pays.';

/** Territories that rows of a file named without any remark: a file names the same few thousand times. */
const knownTerritories = new WeakMap<CheckContext, Map<string, IndexedTerritory>>();
const maximumKnown = 50_000;

/** The territory that a row is about; null, and a problem, when there is none. */
export function territoryOfRow(
  at: RowPlace,
  { kind, code, territoryName, department }: TerritoryCells,
  context: CheckContext,
): IndexedTerritory | null {
  const known = knownTerritories.get(context) ?? new Map<string, IndexedTerritory>();
  knownTerritories.set(context, known);
  const key = `${kind ?? ''}|${code ?? ''}|${territoryName ?? ''}|${department ?? ''}`;
  const remembered = known.get(key);
  if (remembered) return remembered;

  const stated = { code: code ?? '', name: territoryName, departmentCode: department };
  const statedKind = kind === null ? null : kindWords[foldName(kind)];
  if (statedKind === undefined && stated.code !== '' && !stated.code.includes('|')) {
    context.report.say(at, 'kind', 'UNKNOWN_WORD', kind ?? '', { detail: kindLabels });
    return null;
  }
  const said = context.report.total;
  const columns = { code: 'code', name: 'territoryName' };
  const found = findTerritory(at, { ...stated, kind: statedKind ?? null }, columns, context);
  if (found !== null && context.report.total === said && known.size < maximumKnown) known.set(key, found);
  return found;
}
