import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearest } from '../report/suggestion.js';
import { departmentIdOf, departmentWithin, sayUnknown } from './say-unknown.js';
import type { IndexedTerritory, TerritoryIndex } from './territory-index.js';
import { territoryNamed } from './territory-names.js';

/** What a row says of the territory that it is about. */
export interface StatedTerritory {
  /** Null when the row does not say: the shape of the code tells a commune from an EPCI. */
  readonly kind: TerritoryKind | null;
  readonly code: string;
  readonly name: string | null;
  readonly departmentCode: string | null;
}

/** Columns that say it, to point at the cell that is wrong. */
export interface TerritoryColumns {
  readonly code: string;
  readonly name: string;
}

/** Two codes or more in a cell, whatever stands between them. */
const several = /[\dAB]\s{0,9}([|,;/+&\n]|\bet\b|\s)\s{0,9}\d[\dAB]\d{3}/i;

/**
 * The territory that a row is about, by its code; by its exact name where no code is given. Null, and a problem, when
 * there is none, or when the code and the name are of two different ones.
 */
export function findTerritory(
  at: RowPlace,
  stated: StatedTerritory,
  columns: TerritoryColumns,
  context: CheckContext,
): IndexedTerritory | null {
  const { territories, report } = context;
  const { code } = stated;
  if (code === '') return findByName(at, stated, columns, context);
  if (several.test(code)) {
    report.say(at, columns.code, 'SEVERAL_TERRITORIES', code);
    return null;
  }
  const kind = stated.kind ?? kindOfCode(code);
  const found = territories.find(kind, code);
  if (!found) {
    sayUnknown(at, columns.code, { ...stated, kind }, context);
    return null;
  }
  const { territory, successorOf } = found;
  const other = namesake(territory, stated.name, territories);
  if (other) {
    const detail = `« ${territory.name} », mais la ligne nomme « ${stated.name} » (${other.code})`;
    report.say(at, columns.code, 'CODE_NAME_CONFLICT', code, { detail });
    return null;
  }
  if (successorOf) {
    report.say(at, columns.code, 'SUCCESSOR_USED', code, { detail: `${territory.name} (${territory.code})` });
  } else if (!bears(territory, stated.name, territories)) {
    const detail = `${territory.name} (${territory.code})`;
    report.say(at, columns.name, 'NAME_DIFFERS', stated.name ?? '', { detail });
  }
  return isAllowed(at, columns.code, territory, context) ? territory : null;
}

const kindOfCode = (code: string): TerritoryKind =>
  /^\d{9}$/.test(code) ? TerritoryKind.EPCI : TerritoryKind.COMMUNE;

function findByName(
  at: RowPlace,
  { kind, name, departmentCode }: StatedTerritory,
  columns: TerritoryColumns,
  context: CheckContext,
): IndexedTerritory | null {
  const { territories, report, within } = context;
  if (name === null) {
    report.say(at, columns.code, 'MISSING_VALUE', '', {
      detail: 'donnez sur chaque ligne le code du territoire, ou son nom',
    });
    return null;
  }
  const departmentId = departmentIdOf(departmentCode, territories) ?? departmentWithin(within, territories);
  const kinds = kind === null ? [TerritoryKind.COMMUNE, TerritoryKind.EPCI] : [kind];
  // Without a département, a name that is unique today may be that of two communes tomorrow.
  if (departmentId === null) {
    const [only] = kinds
      .map((each) => territories.findByName(each, name, null))
      .filter((each) => each !== null);
    report.say(at, columns.name, 'UNKNOWN_NAME', name, {
      detail: 'ne suffit pas sans le département : donnez son code INSEE ou SIREN, ou son département',
      suggestion: only?.code ?? null,
    });
    return null;
  }
  const territory = kinds
    .map((each) => territoryNamed(each, name, departmentId, territories))
    .find((each) => each !== null);
  const whole = territory ? null : territories.findByPartName(name, departmentId);
  if (whole && kinds.includes(TerritoryKind.COMMUNE)) {
    report.say(at, columns.name, 'SUCCESSOR_USED', name, { detail: `${whole.name} (${whole.code})` });
    return isAllowed(at, columns.name, whole, context) ? whole : null;
  }
  if (!territory) {
    sayUnknownName(at, name, kinds, departmentId, columns, context);
    return null;
  }
  report.say(at, columns.name, 'FOUND_BY_NAME', name, { detail: `${territory.name} (${territory.code})` });
  return isAllowed(at, columns.name, territory, context) ? territory : null;
}

function sayUnknownName(
  at: RowPlace,
  name: string,
  kinds: readonly TerritoryKind[],
  departmentId: string,
  columns: TerritoryColumns,
  { territories, report }: CheckContext,
): void {
  if (
    /[,;|/+&]/.test(name) &&
    name.split(/[,;|/+&]/).every((each) => isName(each, kinds, departmentId, territories))
  ) {
    report.say(at, columns.name, 'SEVERAL_TERRITORIES', name);
    return;
  }
  const department = territories.byId(departmentId)?.name ?? '';
  const near = nearest(
    name,
    kinds.flatMap((each) => territories.namesOf(each, departmentId)),
  );
  const elsewhere = kinds
    .map((each) => territories.findByName(each, name, null))
    .find((each) => each !== null);
  report.say(at, columns.name, 'UNKNOWN_NAME', name, {
    suggestion: near ?? elsewhere?.code ?? null,
    detail: `n’est le nom d’aucun territoire du département « ${department} » : corrigez-le, ou donnez son code`,
  });
}

const isName = (
  name: string,
  kinds: readonly TerritoryKind[],
  departmentId: string,
  territories: TerritoryIndex,
): boolean => kinds.some((kind) => territoryNamed(kind, name, departmentId, territories) !== null);

/** Another territory of the same kind and département that bears exactly the name which a row gives with this one's code. */
function namesake(
  territory: IndexedTerritory,
  name: string | null,
  territories: TerritoryIndex,
): IndexedTerritory | null {
  if (name === null || name === territory.name) return null;
  const other = territories.findByName(territory.kind, name, territory.departmentId);
  return other && other.id !== territory.id ? other : null;
}

/** May the name be the territory's, as people write it, misspelt even? A name of nothing at all leaves the code to be doubted. */
function bears(territory: IndexedTerritory, name: string | null, territories: TerritoryIndex): boolean {
  if (name === null || name === territory.name || territory.departmentId === null) return true;
  const [stated, official] = [foldName(name), foldName(territory.name)];
  return (
    stated.includes(official) ||
    official.includes(stated) ||
    nearest(name, [territory.name]) !== null ||
    territoryNamed(territory.kind, name, territory.departmentId, territories)?.id === territory.id ||
    territories.findByPartName(name, territory.departmentId)?.id === territory.id
  );
}

/** Refuses what is outside the territory that a source was registered for. */
export function isAllowed(
  at: RowPlace,
  column: string,
  territory: IndexedTerritory,
  { within, territories, report }: CheckContext,
): boolean {
  if (within === null || territories.isWithin(territory.id, within)) return true;
  const detail = territories.byId(within)?.name ?? within;
  return report.say(at, column, 'OUTSIDE_SOURCE', `${territory.name} (${territory.code})`, { detail });
}
