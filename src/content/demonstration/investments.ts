import { type AmountRow, amountRow } from './amounts.js';
import { toNearest } from './money.js';
import type { Place, Places } from './places.js';
import { Dice } from './random.js';

const decisionYears = [2021, 2022, 2023, 2024, 2025, 2026] as const;
const lastPaidYear = 2025;

const projects = [
  { line: 'Investissement crèche', sector: 'petite enfance', cents: 32_000_000 },
  { line: 'Piaje', sector: 'petite enfance', cents: 48_000_000 },
  { line: 'Investissement accueil de loisirs', sector: 'enfance', cents: 18_000_000 },
  { line: 'Investissement espace jeunes', sector: 'jeunesse', cents: 9_000_000 },
] as const;

/** Building projects: what the board decided once, then what was paid over the two years that follow. */
export function investmentsOf({ communes }: Places): AmountRow[] {
  return communes
    .filter(({ population }) => population >= 1500)
    .flatMap((commune) => decisionYears.flatMap((year) => projectRows(commune, year)));
}

function projectRows(commune: Place, year: number): AmountRow[] {
  const dice = new Dice('investment', commune.code, year);
  if (!dice.chance(0.06)) return [];
  const { line, sector, cents } = dice.pick(projects);
  const decided = toNearest(10, cents * dice.between(0.3, 1.6));
  const firstPart = Math.round(decided * 0.4);
  // Some decisions set a ceiling rather than a sum.
  const precision = dice.chance(0.2) ? 'plafond' : 'exact';
  const row = (mark: string, on: number, part: number, nature: string) =>
    amountRow(commune, on, part, {
      amount_id: `DEMO-${commune.code}-${year}-${mark}`,
      sector,
      funding_line: line,
      section: 'investissement',
      nature,
      periodicity: 'ponctuel',
    });
  return [
    { ...row('D1', year, decided, 'décision'), precision },
    row('V1', year + 1, firstPart, 'réel (versé)'),
    row('V2', year + 2, decided - firstPart, 'réel (versé)'),
  ].filter(({ year_start, nature }) => nature === 'décision' || Number(year_start) <= lastPaidYear);
}
