import { join } from 'node:path';
import { onBase } from '../bases.js';
import { type Bench, csvOf, type Finding, loadOnCopy, onCopy, seconds, server, thousands } from '../bench.js';
import { measure, median } from '../measure.js';

/** Keys to other tables as they were when loads checked them row by row. */
const withKeys = [
  `alter table subsidy add foreign key (territory_id) references territory (id)`,
  `alter table subsidy add foreign key (batch_revision) references batch (revision)`,
] as const;

/** A nation's file into an empty base, and another one of other years into the base that holds the first. */
export async function againstCopy(bench: Bench): Promise<Finding[]> {
  const rows = bench.sizes.nation;
  const recent = await csvOf(bench, 'recent', { rows, firstYear: 2018, department: null });
  const older = await csvOf(bench, 'older', { rows, firstYear: 2005, department: null });
  const empty = await compare(bench, bench.france, recent, withKeys);
  const full = await fullBase(bench, recent);
  const more = await compare(bench, full, older, []);
  await bench.bases.drop(full);
  const peak = Math.max(...empty.peaks, ...more.peaks);
  const into = (what: string) => `${thousands(rows)} rows into ${what}`;
  return [
    finding(into('an empty base, COPY with foreign keys'), empty.ours, empty.keyed, 2),
    finding(into('an empty base, COPY without'), empty.ours, empty.bare, 2),
    finding(into('a base that holds as many'), more.ours, more.bare, 1),
    {
      what: `memory of a load of ${thousands(rows)} rows (CSV)`,
      ours: `${peak.toFixed(0)} MB`,
      against: '400 MB',
      ratio: peak / 400,
      bound: 1,
    },
  ];
}

const finding = (what: string, ours: number, copy: number, bound: number): Finding => ({
  what,
  ours: seconds(ours),
  against: `COPY ${seconds(copy)}`,
  ratio: ours / copy,
  bound,
});

async function fullBase({ bases, france }: Bench, file: string): Promise<string> {
  const url = await bases.copy(france);
  await measure({ kind: 'load', base: server(url), files: [file] });
  await onBase(url, 'vacuum analyze subsidy', 'checkpoint');
  return url;
}

/** Loads and copies alternate, so that a busy moment of the machine weighs on both. */
async function compare(bench: Bench, base: string, file: string, keys: readonly string[]) {
  const copied = join(bench.folder, 'copied.txt');
  await onCopy(bench, base, async (url) => {
    await measure({ kind: 'load', base: server(url), files: [file] });
    await measure({ kind: 'copyOut', url, file: copied });
  });
  const ours: number[] = [];
  const bare: number[] = [];
  const keyed: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < bench.runs; run += 1) {
    bare.push(await copyInto(bench, base, copied, []));
    const { milliseconds, peakMegabytes } = await loadOnCopy(bench, base, file);
    ours.push(milliseconds);
    peaks.push(peakMegabytes);
    if (keys.length > 0) keyed.push(await copyInto(bench, base, copied, keys));
  }
  return { ours: median(ours), bare: median(bare), keyed: median(keyed), peaks };
}

const copyInto = (bench: Bench, base: string, file: string, keys: readonly string[]): Promise<number> =>
  onCopy(bench, base, async (url) => {
    if (keys.length > 0)
      await onBase(
        url,
        'insert into batch select (jsonb_populate_record(b, \'{"revision": 2}\')).* from batch b',
        ...keys,
      );
    return (await measure({ kind: 'copyIn', url, file })).durations[0] ?? Number.NaN;
  });
