import { onBase } from '../bases.js';
import { type Bench, csvOf, type Finding, onCopy, server, thousands } from '../bench.js';
import { measure, median } from '../measure.js';

const yearRows = 1_500;
const warmUps = 5;
const measured = 15;

/** A département's fiscal year, from the call to its commit, in a hub that runs: with some history, and ten times as much. */
export async function fiscalYear(bench: Bench): Promise<Finding[]> {
  const files: string[] = [];
  // Years that no history reaches back to, and that are over: a real amount is of no year to come.
  for (let index = 0; index < warmUps + measured; index += 1) {
    files.push(
      await csvOf(bench, `year-${index}`, { rows: yearRows, firstYear: 1991 + index, department: '49' }),
    );
  }
  const { history } = bench.sizes;
  const small = await withHistory(bench, history);
  const large = await withHistory(bench, history * 10);
  const some: number[] = [];
  const more: number[] = [];
  for (let run = 0; run < bench.runs; run += 1) {
    some.push(await yearOn(bench, small, files));
    more.push(await yearOn(bench, large, files));
  }
  await bench.bases.drop(small);
  await bench.bases.drop(large);
  const [ours, later] = [median(some), median(more)];
  const what = `${thousands(yearRows)} rows visible, behind`;
  const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
  return [
    {
      what: `${what} ${thousands(history)}`,
      ours: milliseconds(ours),
      against: '150 ms',
      ratio: ours / 150,
      bound: 1,
    },
    {
      what: `${what} ${thousands(history * 10)}`,
      ours: milliseconds(later),
      against: '150 ms',
      ratio: later / 150,
      bound: 1,
    },
    {
      what: 'the same, ten times the history',
      ours: milliseconds(later),
      against: milliseconds(ours),
      ratio: later / ours,
      bound: 1.1,
    },
  ];
}

const yearOn = (bench: Bench, base: string, files: readonly string[]): Promise<number> =>
  onCopy(bench, base, async (url) => {
    const { durations } = await measure({ kind: 'load', base: server(url), files });
    return median(durations.slice(warmUps));
  });

/** A base with so many amounts of earlier times: of every commune, nine lines a year, made by the base itself. */
async function withHistory({ bases, france }: Bench, rows: number): Promise<string> {
  const url = await bases.copy(france);
  await onBase(
    url,
    'alter table subsidy drop constraint subsidy_pkey',
    'drop index subsidy_territory_id_fiscal_year_nature_index',
    `insert into subsidy (reference, territory_id, fiscal_year, year_from, year_to, periodicity, amount_cents, precision,
                          sector, sector_words, funding_line, section, nature, nature_words, batch_revision, source_line,
                          demonstration)
     select '~' || t.id || '.' || y.year || '.REAL.EARLY_CHILDHOOD.' || y.line, t.id, y.year, y.year, y.year, 'UNKNOWN',
            100000 + n, 'EXACT', 'EARLY_CHILDHOOD', '{petite enfance}', 'PSU', 'UNKNOWN', 'REAL', 'réel', 1, n, false
     from (
       select n, n % communes.count as rank, 2025 - n / communes.count / 9 as year, n / communes.count % 9 as line
       from generate_series(0, ${rows - 1}) n, (select count(*)::int as count from territory where kind = 'COMMUNE') communes
     ) y
     join (
       select id, row_number() over (order by id) - 1 as rank from territory where kind = 'COMMUNE'
     ) t using (rank)`,
    'alter table subsidy add primary key (reference)',
    'create index subsidy_territory_id_fiscal_year_nature_index on subsidy (territory_id, fiscal_year, nature)',
    'vacuum analyze subsidy',
  );
  return url;
}
