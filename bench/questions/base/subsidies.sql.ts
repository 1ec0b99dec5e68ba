import { subsidyBatch } from './batches.sql.js';
import { drawn, nth } from './drawn.js';
import type { Size } from './size.js';

const sectors = ['EARLY_CHILDHOOD', 'CHILDHOOD', 'YOUTH', 'PARENTING', 'SOCIAL_LIFE', 'STEERING'] as const;
const lines = ['PSU', 'PS_ALSH', 'PS_YOUTH', 'REAAP', 'PS_AGC', 'COOPERATION_OFFICER'] as const;

const columns = `
  reference, territory_id, fiscal_year, year_from, year_to, periodicity, amount_cents, precision, sector, funding_line,
  section, nature, set_aside, batch_revision, source_line, demonstration`;

const within = ({ department }: Size) =>
  department === null ? 'true' : `t.department_id = 'department:${department}'`;

/**
 * Nine communes in ten and every EPCI, each year, in each sector: one line, or two for two communes in five. One line in
 * fifty is a forecast, which no total of real amounts adds.
 */
const amounts = (size: Size) => `
  insert into subsidy (${columns})
  select reference, id, year, year, year, 'YEARLY', 10000 + ${drawn('reference', 40, 90_000_000)} / (1 + 49 * is_small),
         case when ${drawn('reference', 41, 40)} = 0 then 'APPROXIMATE' else 'EXACT' end,
         ${nth(sectors, 'sector')}, case line when 1 then ${nth(lines, 'sector')} else 'OTHER' end,
         'RUNNING', case when ${drawn('reference', 42, 50)} = 0 then 'FORECAST' else 'REAL' end, null,
         ${subsidyBatch('year')}, row_number() over (), false
  from (
    select t.id, t.code || '-' || year || '-' || sector || '-' || line as reference, year, sector, line,
           (coalesce(t.population, 0) < 2000 and t.kind = 'COMMUNE')::int as is_small
    from generate_series(${size.years.first}, ${size.years.last}) year
    cross join territory t cross join generate_series(0, 5) sector
    cross join lateral generate_series(
      1, case when t.kind = 'COMMUNE' and ${drawn('t.id || sector', 43, 5)} < 2 then 2 else 1 end
    ) line
    where ${within(size)} and (t.kind = 'EPCI' or t.kind = 'COMMUNE' and ${drawn('t.id', 44, 10)} > 0)
  ) paid`;

/** Few amounts are of several years: no yearly total adds them. */
const setAside = (size: Size) => `
  insert into subsidy (${columns})
  select t.code || '-' || year || '-several', t.id, null, year, year + 3, 'MULTI_YEAR', 5000000, 'EXACT', 'CHILDHOOD',
         'INVESTMENT', 'INVESTMENT', 'REAL', 'MULTI_YEAR', ${subsidyBatch('year')}, 1, false
  from generate_series(${size.years.first}, ${size.years.last}) year cross join territory t
  where ${within(size)} and t.kind = 'COMMUNE' and ${drawn('t.id || year', 45, 150)} = 0`;

export const subsidyStatements = (size: Size): string[] => [amounts(size), setAside(size)];
