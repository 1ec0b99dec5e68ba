import type { TerritoryKind } from '../../territory/territory.rules.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { isAllowed } from '../territories/find-territory.js';
import { sayUnknown } from '../territories/say-unknown.js';

/** A territory found by a code, and that code when it is no longer the territory's. */
export interface FoundCode {
  readonly id: string;
  readonly statedAs: string | null;
}

/** Territories by code; null, and a problem each, when one is wrong. A code of yesterday leads to the commune of today. */
export function findTerritories(
  at: RowPlace,
  column: string,
  kind: TerritoryKind,
  codes: readonly string[],
  context: CheckContext,
): FoundCode[] | null {
  const { territories, report } = context;
  const found: FoundCode[] = [];
  let isRight = true;
  for (const code of codes) {
    const match = territories.find(kind, code);
    if (!match) {
      sayUnknown(at, column, { kind, code, name: null, departmentCode: null }, context);
      isRight = false;
    } else if (!isAllowed(at, column, match.territory, context)) {
      isRight = false;
    } else if (!found.some(({ id }) => id === match.territory.id)) {
      const { name, code: today } = match.territory;
      if (match.successorOf) report.say(at, column, 'SUCCESSOR_USED', code, { detail: `${name} (${today})` });
      found.push({ id: match.territory.id, statedAs: match.successorOf });
    }
  }
  return isRight ? found : null;
}
