import { type RawBuilder, sql } from 'kysely';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { holdsOn, livesOn } from '../../convention/kept/states.sql.js';
import { list } from '../../db/grouping.js';
import { knownPopulation, placesIn } from '../../territory/places.sql.js';
import { populationBand } from '../../territory/population-band.sql.js';
import { isFiltered } from '../../territory/table-filter.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, lastStep, stateOfCommune, stepsOfCommunes } from '../coverage.sql.js';
import { keyOf } from './coverage-dimensions.sql.js';
import { CoverageDimension, isLevel, isShared, type TerritorialDimension } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';

const day = sql`day.on_day`;

/** Is a table of some of the communes of its territory alone? Then nothing that loads keep of places tells of it. */
export const isRestricted = (question: CoverageTableQuestion): boolean =>
  isFiltered(question) || question.states !== null;

/** Can the groups of some dimensions be read from the steps of places? */
export const arePlaces = (kept: readonly TerritorialDimension[], question: CoverageTableQuestion): boolean =>
  kept.every(isLevel) && !isRestricted(question);

/** Common table expressions of the communes that a level counts one by one, if one does: `commune_day`, and `member`. */
export function unitsOf(
  levels: readonly (readonly TerritorialDimension[])[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  return list([
    ...(levels.every((kept) => arePlaces(kept, question)) ? [] : [communeDays(levels, question)]),
    ...(levels.some((kept) => kept.some(isShared)) ? [members(question), inputs(question)] : []),
  ]);
}

/** The same of the communes behind one level, whether or not its figures are read from places: what each is is told, too. */
export const communesOf = (
  kept: readonly TerritorialDimension[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> =>
  list([
    communeDays([[CoverageDimension.STATUS, ...kept]], question),
    ...(kept.some(isShared) ? [members(question)] : []),
  ]);

/** The communes of the table on each day of the relation `day`, with what their last step counts. */
function communeDays(
  levels: readonly (readonly TerritorialDimension[])[],
  { within, rule, territories, bands, states }: CoverageTableQuestion,
): RawBuilder<unknown> {
  // Each commune of a country is one of too many to be looked up by itself.
  const isWide = within.kind === TerritoryKind.COUNTRY && territories === null;
  const step = isWide
    ? sql`left join standing_step step on step.territory_id = p.territory_id and step.on_day = day.on_day`
    : lastStep(day, rule);
  const isStated = states !== null || levels.some((kept) => kept.includes(CoverageDimension.STATUS));
  const isBanded = bands !== null || levels.some((kept) => kept.includes(CoverageDimension.POPULATION_BAND));
  const counts = communeCounts.map((name) => sql`coalesce(step.${sql.ref(name)}, 0) as ${sql.ref(name)}`);
  const isInside =
    territories === null
      ? sql`true`
      : sql`(p.territory_id = any(${territories}::text[]) or p.epci_id = any(${territories}::text[])
             or p.department_id = any(${territories}::text[]) or p.region_id = any(${territories}::text[]))`;
  return sql`
    ${list(isWide ? [stepsOfCommunes(rule)] : [])}
    commune_day as materialized (
      select * from (
        select p.territory_id, p.region_id, p.department_id, p.epci_id, ${knownPopulation} as population, ${isBanded ? populationBand(sql`t`) : sql`null::text`} as band, ${day},
               ${sql.join(counts)}, step.oldest_input_at, step.freshest_input_at, step.demonstration,
               ${isStated ? stateOfCommune(sql`p.territory_id`) : sql`null::text`} as known
        from (${placesIn(within, [TerritoryKind.COMMUNE])}) p ${isBanded ? sql`join territory t on t.id = p.territory_id` : sql``}
        cross join day ${step}
        where ${isInside}
      ) each
      where (${bands}::text[] is null or each.band = any(${bands}::text[]))
        and (${states}::text[] is null or each.known = any(${states}::text[]))
    )`;
}

/**
 * The same once for each convention that has them in its perimeter, in force or perhaps: `reference`, `scale`, and where it stands.
 * Communes under none are there once, without a reference.
 */
const members = ({ rule }: CoverageTableQuestion): RawBuilder<unknown> => sql`
  member as materialized (
    select p.*, stood.reference, c.scale, stood.state, stood.is_partial, stood.unlisted
    from commune_day p
    join perimeter_member m on m.territory_id = p.territory_id and ${isMemberOn(sql`p.on_day`)}
    join convention_state stood on stood.reference = m.convention_reference and stood.rule = ${rule}
      and stood.state in ('IN_FORCE', 'UNDETERMINED') and ${holdsOn('stood', sql`p.on_day`)}
    join convention c on c.reference = stood.reference
    union all
    select p.*, null, null, null, false, null from commune_day p where p.covered + p.undetermined = 0
  )`;

/** What each convention of the territory rests on. */
const inputs = ({ within }: CoverageTableQuestion): RawBuilder<unknown> => sql`
  input as materialized (
    select c.reference, c.demonstration, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest
    from convention_place touch
    join convention c on c.reference = touch.reference
    join lateral (
      select c.batch_revision union all
      select a.batch_revision from amendment a where a.convention_reference = c.reference
    ) brought on true
    join batch b on b.revision = brought.batch_revision
    where touch.territory_id = ${within.id} and touch.within_id = ''
    -- A viewer's conventions are a view, which has no key that the rest would follow from.
    group by c.reference, c.demonstration
  )`;

/** Select of the conventions that stand in the groups of a level: its keys, `on_day`, `reference`, and where they stand. */
export function standingIn(
  kept: readonly TerritorialDimension[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const { within, rule } = question;
  const isByConvention = kept.some(isShared);
  const keys = list(kept.map(keyOf));
  const stood = sql`p.reference, p.state, p.is_partial, p.unlisted`;
  // A source may name a territory and none of its communes: its convention stands in the territory alone.
  const levels = kept.filter(isLevel);
  const named = sql`
    select p.*, ${day}, stood.reference, c.scale, stood.state, stood.is_partial, stood.unlisted
    from (${placesIn(within, levels)}) p
    join convention_place touch on touch.territory_id = p.territory_id and touch.within_id = p.within_id
    join convention_state stood on stood.reference = touch.reference and stood.rule = ${rule}
      and stood.state in ('IN_FORCE', 'UNDETERMINED')
    join convention c on c.reference = stood.reference
    join day on ${livesOn('touch', day)} and ${holdsOn('stood', day)}`;
  const isNamed = levels.length === kept.filter((each) => !isShared(each)).length && !isRestricted(question);
  if (isByConvention) {
    const ofMembers = sql`select ${keys} p.on_day, ${stood} from member p where p.reference is not null`;
    return isNamed
      ? sql`${ofMembers} union select ${keys} p.on_day, ${stood} from (${named}) p`
      : sql`select distinct * from (${ofMembers}) each`;
  }
  if (isNamed) return sql`select ${keys} p.on_day, ${stood} from (${named}) p`;
  return sql`
    select distinct ${keys} p.on_day, stood.reference, stood.state, stood.is_partial, stood.unlisted
    from commune_day p
    join convention_place touch on touch.territory_id = p.territory_id and touch.within_id = ''
      and ${livesOn('touch', sql`p.on_day`)}
    join convention_state stood on stood.reference = touch.reference and stood.rule = ${rule}
      and stood.state in ('IN_FORCE', 'UNDETERMINED') and ${holdsOn('stood', sql`p.on_day`)}`;
}
