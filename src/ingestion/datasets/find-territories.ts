import type { TerritoryKind } from '../../territory/territory.rules.js';
import type { LandingContext } from '../dataset.js';

/** A territory found by a code, and that code when it is no longer the territory's. */
export interface FoundCode {
  readonly id: string;
  readonly statedAs: string | null;
}

/** Territories by code; null, and a problem each, when one is wrong. A code of yesterday leads to the commune of today. */
export function findTerritories(
  line: number,
  column: string,
  kind: TerritoryKind,
  codes: readonly string[],
  { territories, report }: LandingContext,
): FoundCode[] | null {
  const found: FoundCode[] = [];
  let isRight = true;
  for (const code of codes) {
    const match = territories.find(kind, code);
    if (!match) {
      isRight = report.say(line, column, 'UNKNOWN_TERRITORY', code, lostZero(code, territories, kind));
    } else if (!found.some(({ id }) => id === match.territory.id)) {
      if (match.successorOf)
        report.say(line, column, 'SUCCESSOR_USED', code, `${match.territory.name} (${match.territory.code})`);
      found.push({ id: match.territory.id, statedAs: match.successorOf });
    }
  }
  return isRight ? found : null;
}

function lostZero(code: string, territories: LandingContext['territories'], kind: TerritoryKind): string {
  const restored = territories.find(kind, `0${code}`);
  return restored ? `Zéro de tête effacé par un tableur ? « 0${code} » est ${restored.territory.name}.` : '';
}
