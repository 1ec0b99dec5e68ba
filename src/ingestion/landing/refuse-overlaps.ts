import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { shownEuros } from '../columns/amounts.js';
import type { Breakdown } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import type { ProblemCode } from '../report/problem-catalogue.js';
import type { Report } from '../report/report.js';
import { type Amounts, findOverlaps, type Overlap } from './overlaps.sql.js';

/** What is to be said of a staged row. */
interface Remark {
  readonly code: ProblemCode;
  readonly value: string;
  readonly detail: string;
}

/**
 * Keeps out an amount that is the sum of more detailed ones of the same territory, year and nature, and those whose sum
 * the base holds already: a recap sheet beside the detail, a file without sectors before one with them. Their keys differ,
 * so that both would count. Where the amounts do not add up both may be right: that is said, and loaded.
 */
export async function refuseOverlaps(em: SqlEntityManager, amounts: Amounts, report: Report): Promise<void> {
  const overlaps = await findOverlaps(em, amounts);
  if (overlaps.length === 0) return;
  const remarks = new Map<number, Remark>();
  for (const overlap of overlaps) {
    for (const [row, remark] of remarksOn(overlap, amounts.breakdown)) remarks.set(row, remark);
  }
  const places = await rows(
    em,
    'overlappingRows',
    sql<RowPlace & { row: number }>`
      select row_number as row, source_sheet as sheet, source_line as line from ${amounts.staged}
      where row_number = any(${[...remarks.keys()]}) order by row_number`,
  );
  const refused: number[] = [];
  for (const { row, ...at } of places) {
    const { code, value, detail } = remarks.get(row) as Remark;
    if (!report.say(at, amounts.breakdown.column, code, value, { detail })) refused.push(row);
  }
  if (refused.length === 0) return;
  await rows(em, 'refuseOverlaps', sql`delete from ${amounts.staged} where row_number = any(${refused})`);
}

function* remarksOn(overlap: Overlap, breakdown: Breakdown): Iterable<[row: number, Remark]> {
  const { isSum, row, firstRow, revision, stagedParts } = overlap;
  const total = shownEuros(Number(overlap.cents));
  const without = unsaid(overlap, breakdown);
  const parts = `${overlap.parts} montant${overlap.parts > 1 ? 's' : ''} plus détaillé${overlap.parts > 1 ? 's' : ''}`;
  if (!isSum) {
    const detail = `sans ${without}, à côté de ${parts} (${shownEuros(Number(overlap.partCents))})`;
    yield [row ?? (firstRow as number), { code: 'MAYBE_COUNTED_TWICE', value: total, detail }];
    return;
  }
  if (row !== null) {
    yield [row, { code: 'COUNTED_TWICE', value: total, detail: `sans ${without}, est la somme de ${parts}` }];
  }
  if (revision === null) return;
  const detail = `sans ${without}, chargement n° ${revision}`;
  for (const part of stagedParts) yield [part, { code: 'ALREADY_COUNTED', value: total, detail }];
}

/** What the amount does not say and its parts do: "secteur ni ligne". */
const unsaid = ({ missing }: Overlap, { by }: Breakdown): string =>
  by
    .filter((_, bit) => (missing & (1 << bit)) !== 0)
    .map(({ label }) => label)
    .join(' ni ');
