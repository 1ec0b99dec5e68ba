import { TerritoryKind } from '../../territory/territory.rules.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import type { StatedTerritory } from './find-territory.js';
import type { IndexedTerritory, TerritoryIndex } from './territory-index.js';

/** A code that a spreadsheet took for a number: `2.449E+08`. */
const rounded = /^\d(?:[.,]\d+)?E\+?\d+$/i;

interface StatedCode extends StatedTerritory {
  readonly kind: TerritoryKind;
}

/** Says of a code that it is no territory's, why, and what it may have been. */
export function sayUnknown(
  at: RowPlace,
  column: string,
  stated: StatedCode,
  { territories, report, within }: CheckContext,
): void {
  const { kind, code } = stated;
  if (rounded.test(code)) {
    const epci = namedTerritory({ ...stated, kind: TerritoryKind.EPCI }, territories);
    report.say(at, column, 'CODE_ROUNDED', code, { suggestion: epci?.code ?? null });
    return;
  }
  const restored = territories.find(kind, `0${code}`);
  if (restored) {
    const detail = restored.territory.name;
    report.say(at, column, 'LEADING_ZERO_LOST', code, { suggestion: `0${code}`, detail });
    return;
  }
  const successors = kind === TerritoryKind.COMMUNE ? territories.successorsOf(code) : [];
  if (successors.length > 1) {
    const detail = successors.map(({ name, code: today }) => `${name} (${today})`).join(' et ');
    report.say(at, column, 'COMMUNE_SPLIT', code, { detail });
    return;
  }
  const department =
    departmentIdOf(stated.departmentCode, territories) ?? departmentWithin(within, territories);
  const named = namedTerritory(stated, territories);
  const near =
    named ?? bareTerritory(code, territories) ?? nearestTerritory(kind, code, department, territories);
  report.say(at, column, 'UNKNOWN_TERRITORY', code, {
    suggestion: near?.code ?? null,
    detail: near ? `« ${near.code} » est ${near.name}.` : expected(code),
  });
}

/** What a code looks like, for whoever gave something else. */
function expected(code: string): string {
  const digits = code.replace(/\D/g, '');
  if (digits.length === 14) return 'C’est un SIRET (14 chiffres) : le SIREN en est les 9 premiers.';
  if (/^\p{L}[\p{L} '’-]+$/u.test(code))
    return 'C’est un nom : donnez le code, ou mettez le nom dans sa colonne.';
  if (/^\d{5}$/.test(code)) return 'Un code INSEE n’est pas un code postal : vérifiez-le.';
  return 'Attendu : un code INSEE de 5 caractères (49018, 2A004) ou un SIREN de 9 chiffres.';
}

export const departmentIdOf = (code: string | null, territories: TerritoryIndex): string | null =>
  code === null
    ? null
    : ((
        territories.find(TerritoryKind.DEPARTMENT, code) ??
        territories.find(TerritoryKind.DEPARTMENT, `0${code}`)
      )?.territory.id ?? null);

/** The département of the rows, when all must be of one territory. */
export const departmentWithin = (within: string | null, territories: TerritoryIndex): string | null => {
  const whole = within === null ? undefined : territories.byId(within);
  return whole?.kind === TerritoryKind.DEPARTMENT ? whole.id : (whole?.departmentId ?? null);
};

function namedTerritory(
  { kind, name, departmentCode }: StatedCode,
  territories: TerritoryIndex,
): IndexedTerritory | null {
  return name === null
    ? null
    : territories.findByName(kind, name, departmentIdOf(departmentCode, territories));
}

/** The code that stands in `'49018`, `49018.0`, `INSEE 49018` or the SIRET of an EPCI. */
function bareTerritory(code: string, territories: TerritoryIndex): IndexedTerritory | null {
  const [only, second] = code.replace(/[.,]0+$/, '').match(/\b(\d{14}|\d{9}|\d[\dAB]\d{3})\b/g) ?? [];
  if (only === undefined || second !== undefined) return null;
  const bare = only.slice(0, only.length === 14 ? 9 : undefined);
  if (bare === code) return null;
  const kind = bare.length === 9 ? TerritoryKind.EPCI : TerritoryKind.COMMUNE;
  return territories.find(kind, bare)?.territory ?? null;
}

function nearestTerritory(
  kind: TerritoryKind,
  code: string,
  departmentId: string | null,
  territories: TerritoryIndex,
): IndexedTerritory | null {
  const near = territories.nearestCode(kind, code, departmentId);
  return near === null ? null : (territories.find(kind, near)?.territory ?? null);
}
