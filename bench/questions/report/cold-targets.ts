import type { Dialect } from '../asked/requests.js';
import type { SizeName } from '../base/size.js';
import type { Measured } from '../measure/rounds.js';
import { geometricMean } from '../measure/statistics.js';
import { markdownTable, short } from './markdown.js';
import { against, at, sizeTitles } from './size-tables.js';
import { atLeast, atMost, type Target } from './targets.js';

export type Results = ReadonlyMap<SizeName, readonly Measured[]>;

/** How much faster than PostGraphile and than plain SQL the hub must be at each size. */
const bounds = {
  dept: { postgraphile: 3.5, plain: 0.65 },
  france: { postgraphile: 25, plain: 0.08 },
} as const;

const mean = (measured: readonly Measured[], other: Dialect) =>
  geometricMean(at(measured, 1).map((each) => against(each, other)));

/** The hub against the two others, one client, nothing kept ready. */
export function speedTargets(results: Results): Target[] {
  return (['dept', 'france'] as const).flatMap((size) => {
    const measured = results.get(size);
    if (!measured) return [];
    const where = `${sizeTitles[size]}, cold, one client`;
    const slowest = Math.min(...at(measured, 1).map((each) => against(each, 'postgraphile')));
    return [
      atLeast(
        `${where}: PostGraphile ÷ hub, geometric mean`,
        mean(measured, 'postgraphile'),
        bounds[size].postgraphile,
      ),
      atLeast(`${where}: PostGraphile ÷ hub, the least of the ten`, slowest, 1),
      atMost(`${where}: hub ÷ plain SQL, geometric mean`, 1 / mean(measured, 'plain'), bounds[size].plain),
    ];
  });
}

const steps = [
  { from: 'dept', to: 'france', local: 1.1, other: 1.3, ranking: 4 },
  { from: 'dept', to: 'deptx10', local: 1.2, other: 1.2, ranking: 1.6 },
  { from: 'france', to: 'x10', local: 1.2, other: 1.2, ranking: 1.6 },
] as const;
const rankingNumber = 8;

/** How much longer each question takes on a larger base. */
export function growth(results: Results): { readonly table: string; readonly targets: Target[] } {
  const lines: string[][] = [];
  const targets: Target[] = [];
  for (const { from, to, ...most } of steps) {
    const [small, large] = [results.get(from), results.get(to)];
    if (!small || !large) continue;
    const grown = at(large, 1).flatMap((each) => {
      const before = at(small, 1).find(({ question }) => question.number === each.question.number);
      return before ? [{ question: each.question, ratios: ratiosOf(before, each) }] : [];
    });
    lines.push(
      ...grown.map(({ question, ratios }) => [
        `${question.number} ${question.title}`,
        `${from} → ${to}`,
        ...ratios.map(short),
      ]),
    );
    const worst = (chosen: (each: (typeof grown)[number]) => boolean) =>
      Math.max(...grown.filter(chosen).map(({ ratios }) => ratios[0] ?? Number.NaN));
    const isRanking = ({ question }: (typeof grown)[number]) => question.number === rankingNumber;
    const where = `${sizeTitles[from]} → ${sizeTitles[to]}, cold`;
    targets.push(
      atMost(
        `${where}: questions about a département, the most of all`,
        worst((each) => each.question.isLocal),
        most.local,
      ),
      atMost(
        `${where}: the others, but for 8`,
        worst((each) => !each.question.isLocal && !isRanking(each)),
        most.other,
      ),
      atMost(`${where}: 8`, worst(isRanking), most.ranking),
    );
  }
  return { table: markdownTable(['', '', 'hub', 'PostGraphile', 'plain SQL'], lines), targets };
}

const ratiosOf = (before: Measured, after: Measured): number[] =>
  (['hub', 'postgraphile', 'plain'] as const).map(
    (dialect) => after.figures[dialect].median / before.figures[dialect].median,
  );
