import type { Dialect } from '../asked/requests.js';
import type { Size } from '../base/size.js';
import { type Concurrency, dialects, type Figures, type Measured } from '../measure/rounds.js';
import { geometricMean } from '../measure/statistics.js';
import { markdownTable, short } from './markdown.js';

export const sizeTitles: Readonly<Record<Size['name'], string>> = {
  dept: 'Maine-et-Loire',
  deptx10: 'Maine-et-Loire, ten times that history',
  france: 'All of France',
  x10: 'All of France, ten times that history',
};

const names = { hub: 'hub', postgraphile: 'PostGraphile', plain: 'plain SQL' } as const;
const three = (what: string) => dialects.map((dialect) => `${what} ${names[dialect]}`);

/** How much longer than the hub another server takes, and the inverse: by medians. */
export const against = (measured: Measured, other: Dialect): number =>
  measured.figures[other].median / measured.figures.hub.median;

export const at = (measured: readonly Measured[], concurrency: Concurrency): Measured[] =>
  measured.filter((each) => each.concurrency === concurrency);

/** Latency, throughput and CPU of one size, at one number of clients. */
export function sizeTables(measured: readonly Measured[], concurrency: Concurrency): string {
  const chosen = at(measured, concurrency);
  const of = (each: Measured, figure: (figures: Figures) => number) =>
    dialects.map((dialect) => short(figure(each.figures[dialect])));
  const latency = markdownTable(
    ['', ...three('ms'), 'PostGraphile ÷ hub', 'hub ÷ plain SQL', ...three('p99')],
    [
      ...chosen.map((each) => [
        `${each.question.number} ${each.question.title}`,
        ...of(each, ({ median }) => median),
        short(against(each, 'postgraphile')),
        short(1 / against(each, 'plain')),
        ...of(each, ({ p99 }) => p99),
      ]),
      [
        'geometric mean',
        ...dialects.map((dialect) =>
          short(geometricMean(chosen.map(({ figures }) => figures[dialect].median))),
        ),
        short(geometricMean(chosen.map((each) => against(each, 'postgraphile')))),
        short(geometricMean(chosen.map((each) => 1 / against(each, 'plain')))),
      ],
    ],
  );
  const work = markdownTable(
    ['', ...three('requests/s'), ...three('CPU ms'), ...three('PostgreSQL ms')],
    chosen.map((each) => [
      String(each.question.number),
      ...of(each, ({ perSecond }) => perSecond),
      ...of(each, ({ serverCpu }) => serverCpu),
      ...of(each, ({ databaseCpu }) => databaseCpu ?? Number.NaN),
    ]),
  );
  return `${latency}\n\n${work}`;
}
