import { type Bench, csvOf, type Finding, loadOnCopy, server, thousands, xlsxOf } from '../bench.js';
import { measure, median } from '../measure.js';

/** Reading and checking alone, and what it takes in memory; then a large workbook, loaded. */
export async function checking(bench: Bench): Promise<Finding[]> {
  const { nation, workbook } = bench.sizes;
  const csv = await csvOf(bench, 'checked', { rows: nation, firstYear: 2018, department: null });
  const xlsx = await xlsxOf(bench, 'checked', { rows: workbook, firstYear: 2018, department: null });
  const base = server(bench.france);
  const checks = [];
  const workbooks = [];
  for (let run = 0; run < bench.runs; run += 1) {
    checks.push(await measure({ kind: 'check', base, file: csv }));
    workbooks.push(await measure({ kind: 'check', base, file: xlsx }));
  }
  const loaded = await loadOnCopy(bench, bench.france, xlsx);
  const speed = (nation * 1000) / median(checks.map(({ durations }) => durations[0] ?? Number.NaN));
  const xlsxSpeed = (workbook * 1000) / median(workbooks.map(({ durations }) => durations[0] ?? Number.NaN));
  const memory = (what: string, peak: number): Finding => ({
    what,
    ours: `${peak.toFixed(0)} MB`,
    against: '400 MB',
    ratio: peak / 400,
    bound: 1,
  });
  return [
    rate(`checking ${thousands(nation)} rows (CSV)`, speed),
    { ...rate(`checking ${thousands(workbook)} rows (XLSX)`, xlsxSpeed), bound: Number.POSITIVE_INFINITY },
    memory(`memory of a check of ${thousands(nation)} rows (CSV)`, peakOf(checks)),
    memory(`memory of a check of ${thousands(workbook)} rows (XLSX)`, peakOf(workbooks)),
    memory(`memory of a load of ${thousands(workbook)} rows (XLSX)`, loaded.peakMegabytes),
  ];
}

const rate = (what: string, speed: number): Finding => ({
  what,
  ours: `${thousands(Math.round(speed / 1000) * 1000)} rows/s`,
  against: '100 000 rows/s',
  ratio: 100_000 / speed,
  bound: 1,
});

const peakOf = (measures: readonly { readonly peakMegabytes: number }[]) =>
  Math.max(...measures.map(({ peakMegabytes }) => peakMegabytes));
