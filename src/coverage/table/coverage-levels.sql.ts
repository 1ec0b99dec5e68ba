import { type RawBuilder, sql } from 'kysely';
import { holdsOn } from '../../convention/kept/states.sql.js';
import { list } from '../../db/grouping.js';
import { placesIn } from '../../territory/places.sql.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, conventionCounts, lastStep } from '../coverage.sql.js';
import { columnOf, dimensionOf } from './coverage-dimensions.sql.js';
import { CoverageDimension, isTerritorial, type TerritorialDimension } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';

const { COMMUNE, POPULATION_BAND } = CoverageDimension;

const day = sql`day.on_day`;

/**
 * Select of the groups of one level of a table, on each day of the relation `day`: a column for each territorial dimension of
 * the question, `over`, `on_day`, and the counts.
 * @param kept the dimensions that the level is grouped by; those after them are added up
 */
export function levelOf(
  kept: readonly TerritorialDimension[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const all = question.by.filter(isTerritorial);
  const over = sql`${all.length - kept.length}::int as "over"`;
  const added = all.slice(kept.length).map((dimension) => sql`null::text as ${nameOf(dimension)}`);
  return kept.includes(POPULATION_BAND)
    ? ofCommunes(kept, list([...kept.map(nameOf), ...added]), over, question)
    : ofPlaces(kept, list([...kept.map(keyOf), ...added]), over, question);
}

const nameOf = (dimension: TerritorialDimension) => sql.ref(columnOf[dimension]);
const keyOf = (dimension: TerritorialDimension) =>
  sql`(${dimensionOf[dimension]})::text collate "C" as ${nameOf(dimension)}`;

const isTerritoryKind = (
  dimension: TerritorialDimension,
): dimension is TerritorialDimension & TerritoryKind => dimension !== POPULATION_BAND;

/** Groups that are places: each has steps of its own. */
function ofPlaces(
  kept: readonly TerritorialDimension[],
  columns: RawBuilder<unknown>,
  over: RawBuilder<unknown>,
  { within, rule }: CoverageTableQuestion,
): RawBuilder<unknown> {
  const counts = [...communeCounts, ...conventionCounts].map(
    (name) => sql`coalesce(step.${sql.ref(name)}, 0) as ${sql.ref(name)}`,
  );
  return sql`
    select ${columns} ${over}, ${day}, p.communes, p.population, ${sql.join(counts)}
    from (${placesIn(within, kept.filter(isTerritoryKind))}) p cross join day ${lastStep(day, rule)}`;
}

/** Groups by band, of communes and of the conventions that touch them: a convention counts once in each group. */
function ofCommunes(
  kept: readonly TerritorialDimension[],
  columns: RawBuilder<unknown>,
  over: RawBuilder<unknown>,
  { within, rule }: CoverageTableQuestion,
): RawBuilder<unknown> {
  const names = kept.map(nameOf);
  const keys = sql.join(names);
  const counts = communeCounts.map(
    (name) => sql`coalesce(sum(step.${sql.ref(name)}), 0)::int as ${sql.ref(name)}`,
  );
  const conventions = conventionCounts.map(
    (name) => sql`coalesce(bv.${sql.ref(name)}, 0) as ${sql.ref(name)}`,
  );
  return sql`
    with unit as materialized (
      select ${sql.join(kept.map(keyOf))}, p.*
      from (${placesIn(within, [COMMUNE as TerritorialDimension & TerritoryKind])}) p
      join territory t on t.id = p.territory_id
    ),
    by_commune as (
      select ${keys}, ${day}, count(*)::int as communes, sum(p.population)::int as population, ${sql.join(counts)}
      from unit p cross join day ${lastStep(day, rule)}
      group by ${keys}, ${day}
    ),
    standing as (
      select distinct ${keys}, ${day}, stood.reference, stood.state, stood.is_partial, stood.unlisted
      from unit p
      join convention_place touch on touch.territory_id = p.territory_id and touch.within_id = ''
      join convention_state stood on stood.reference = touch.reference and stood.rule = ${rule}
        and stood.state in ('IN_FORCE', 'UNDETERMINED')
      join day on ${holdsOn('touch', day)} and ${holdsOn('stood', day)}
    ),
    by_convention as (
      select ${keys}, on_day,
             (count(*) filter (where state = 'IN_FORCE'))::int as in_force,
             (count(*) filter (where state = 'UNDETERMINED'))::int as conventions_undetermined,
             (count(*) filter (where state = 'IN_FORCE' and is_partial))::int as without_perimeter,
             coalesce(sum(unlisted) filter (where state = 'IN_FORCE'), 0)::int as not_listed
      from standing
      group by ${keys}, on_day
    )
    select ${columns} ${over}, on_day, bc.communes, bc.population, ${sql.join(communeCounts.map((name) => sql.ref(name)))},
           ${sql.join(conventions)}
    from by_commune bc left join by_convention bv using (${keys}, on_day)`;
}
