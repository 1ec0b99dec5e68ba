import { type RawBuilder, sql } from 'kysely';
import { livesOn } from '../../convention/kept/states.sql.js';
import { asMany } from '../../db/many.js';
import { bandOfPopulation } from '../../territory/population-band.sql.js';
import { isFiltered, type TableFilter } from '../../territory/table-filter.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { CompletionDimension, levelsOf, type TableLevel } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

/** By what the groups of a level part the conventions: territories, bands of the communes there, and scale. */
export interface Placing {
  readonly levels: readonly TerritoryKind[];
  readonly byBand: boolean;
  readonly byScale: boolean;
}

export const placingOf = ({ by }: Pick<TableLevel, 'by'>): Placing => ({
  levels: levelsOf(by),
  byBand: by.includes(CompletionDimension.POPULATION_BAND),
  byScale: by.includes(CompletionDimension.TERRITORY_SCALE),
});

/**
 * Common table expression of the bands of the communes by which each convention touches each territory of `whole`, on each day.
 * From the communes, of those that are kept alone, since a perimeter changes; what a source names without its communes has no band.
 */
export const bandsTouched = (filter: TableFilter): RawBuilder<unknown> => sql`
  banded as materialized (
    select distinct part.whole_id as place_id, touch.reference, day.on_day, ${bandOfPopulation(sql`c.population`)} as band
    from whole ${asMany}
    join territory_part part on part.whole_id = whole.id and part.part_kind = ${TerritoryKind.COMMUNE}
    join ${isFiltered(filter) ? sql`kept` : sql`territory`} c on c.id = part.part_id and c.population is not null
    join convention_place touch on touch.territory_id = c.id and touch.within_id = ''
    join day on ${livesOn('touch', sql`day.on_day`)}
  )`;

/** Column of a territory `ft` that names the one of a level that it is in; null where all are. */
const parentColumns: Readonly<Partial<Record<TerritoryKind, RawBuilder<unknown>>>> = {
  [TerritoryKind.REGION]: sql`ft.region_id`,
  [TerritoryKind.DEPARTMENT]: sql`ft.department_id`,
  [TerritoryKind.EPCI]: sql`ft.epci_id`,
};

/**
 * Select of the places where each convention counts: the territories of the finest level that it touches, and each wider one
 * that it touches without touching any of the finer ones in it, so that no convention is left out. In each, once for each band of
 * its communes there, or without a band.
 *
 * Columns `place_id`, `reference`, `state`, `on_day`, `band`, `scale`, and the asked date that the day is of: itself, or the one
 * that it is compared with (`is_before`). `is_kept`: in force there on both.
 */
export function placesOf(
  { levels, byBand, byScale }: Placing,
  { within, ...filter }: Pick<CompletionTableQuestion, 'within'> & TableFilter,
  compares: boolean,
): RawBuilder<unknown> {
  const { kind: widest } = within;
  const chain = levels.includes(widest) ? levels : [widest, ...levels];
  const places = chain.map((kind, at) => {
    const finer = chain.slice(at + 1);
    const parent = kind === widest ? undefined : parentColumns[kind];
    // A set to look up, not a join: the planner, which takes what is touched for a few rows, would compare all with all.
    const inFiner = sql`
      from touched f join territory ft on ft.id = f.whole_id where f.kind = any(${finer}::text[])`;
    const same = parent === undefined ? sql`true` : sql`coalesce(${parent}, '') = t.whole_id`;
    // What a filter leaves is taken for more than a set to look up may hold.
    const elsewhere = isFiltered(filter)
      ? sql`and not exists (select ${inFiner} and ${same} and f.reference = t.reference and f.on_day = t.on_day)`
      : parent === undefined
        ? sql`and (t.reference, t.on_day) not in (select f.reference, f.on_day ${inFiner})`
        : sql`and (t.whole_id, t.reference, t.on_day) not in (
                select coalesce(${parent}, ''), f.reference, f.on_day ${inFiner}
              )`;
    return sql`
      select t.whole_id as place_id, t.reference, t.state, t.on_day from touched t
      where t.kind = ${kind} ${finer.length > 0 ? elsewhere : sql``}`;
  });
  // The whole territory has a total at every date, also when no convention is there to be counted.
  const always = sql`
    select whole.id, null, null, day.on_day from whole cross join day where whole.kind = ${widest}`;
  const all = levels.length === 0 ? [...places, always] : places;
  const isKept = sql`
    count(*) filter (where p.state = 'IN_FORCE') over (partition by p.place_id, p.band, p.reference, period.asked) = 2`;
  const bands = sql`left join banded b on b.place_id = p.place_id and b.reference = p.reference and b.on_day = p.on_day`;
  const scales = sql`left join convention c on c.reference = p.reference`;
  return sql`
    select p.*, period.asked, period.is_before, ${compares ? isKept : sql`false`} as is_kept
    from (
      select p.*, ${byBand ? sql`coalesce(b.band, '')` : sql`''::text`} as band,
             ${byScale ? sql`coalesce(c.scale, '')` : sql`''::text`} as scale
      from (${sql.join(all, sql` union all `)}) p ${byBand ? bands : sql``} ${byScale ? scales : sql``}
    ) p join period on period.used = p.on_day`;
}
