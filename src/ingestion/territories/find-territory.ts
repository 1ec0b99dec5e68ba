import { TerritoryKind } from '../../territory/territory.rules.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearest } from '../report/suggestion.js';
import type { IndexedTerritory, TerritoryIndex } from './territory-index.js';

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

/** A code that a spreadsheet took for a number: `2.449E+08`. */
const rounded = /^\d(?:[.,]\d+)?E\+?\d+$/i;

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
  if (code.includes('|')) {
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
    const detail = `${territory.name}, alors que la ligne dit « ${stated.name} » (${other.code})`;
    report.say(at, columns.code, 'CODE_NAME_CONFLICT', code, { detail });
    return null;
  }
  if (successorOf) {
    report.say(at, columns.code, 'SUCCESSOR_USED', code, { detail: `${territory.name} (${territory.code})` });
  }
  return isAllowed(at, columns.code, territory, context) ? territory : null;
}

const kindOfCode = (code: string): TerritoryKind =>
  /^\d{9}$/.test(code) ? TerritoryKind.EPCI : TerritoryKind.COMMUNE;

const departmentIdOf = (code: string | null, territories: TerritoryIndex): string | null =>
  code === null ? null : (territories.find(TerritoryKind.DEPARTMENT, code)?.territory.id ?? null);

function findByName(
  at: RowPlace,
  { kind, name, departmentCode }: StatedTerritory,
  columns: TerritoryColumns,
  context: CheckContext,
): IndexedTerritory | null {
  const { territories, report } = context;
  if (name === null) {
    report.say(at, columns.code, 'MISSING_VALUE', '');
    return null;
  }
  const departmentId = departmentIdOf(departmentCode, territories) ?? departmentOf(context);
  const kinds = kind === null ? [TerritoryKind.COMMUNE, TerritoryKind.EPCI] : [kind];
  // Without a département, a name that is unique today may be that of two communes tomorrow.
  const found =
    departmentId === null ? [] : kinds.map((each) => territories.findByName(each, name, departmentId));
  const territory = found.find((each) => each !== null);
  if (!territory) {
    const names =
      departmentId === null ? [] : kinds.flatMap((each) => territories.namesOf(each, departmentId));
    report.say(at, columns.code, 'UNKNOWN_TERRITORY', name, {
      suggestion: nearest(name, names),
      detail:
        departmentId === null ? 'Donnez son code INSEE ou SIREN, ou son département.' : 'Donnez son code.',
    });
    return null;
  }
  report.say(at, columns.name, 'FOUND_BY_NAME', name, { detail: `${territory.name} (${territory.code})` });
  return isAllowed(at, columns.name, territory, context) ? territory : null;
}

const departmentOf = ({ within, territories }: CheckContext): string | null => {
  const whole = within === null ? undefined : territories.byId(within);
  return whole?.kind === TerritoryKind.DEPARTMENT ? whole.id : (whole?.departmentId ?? null);
};

/** Says of a code that it is no territory's, with what it may have been. */
export function sayUnknown(
  at: RowPlace,
  column: string,
  { kind, code, name, departmentCode }: StatedTerritory & { readonly kind: TerritoryKind },
  { territories, report }: CheckContext,
): void {
  if (rounded.test(code)) {
    report.say(at, column, 'CODE_ROUNDED', code);
    return;
  }
  const restored = territories.find(kind, `0${code}`);
  if (restored) {
    report.say(at, column, 'LEADING_ZERO_LOST', code, {
      suggestion: `0${code}`,
      detail: restored.territory.name,
    });
    return;
  }
  const departmentId = departmentIdOf(departmentCode, territories);
  const byName = name === null ? null : territories.findByName(kind, name, departmentId);
  const suggestion = byName?.code ?? territories.nearestCode(kind, code);
  const detail = suggestion === null ? '' : nameOf(kind, suggestion, territories);
  report.say(at, column, 'UNKNOWN_TERRITORY', code, { suggestion, detail });
}

const nameOf = (kind: TerritoryKind, code: string, territories: TerritoryIndex): string => {
  const found = territories.find(kind, code)?.territory;
  return found ? `« ${found.code} » est ${found.name}.` : '';
};

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
