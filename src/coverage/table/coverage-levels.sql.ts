import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { knownPopulation, placesIn } from '../../territory/places.sql.js';
import { lastStep } from '../coverage.sql.js';
import { keyOf, nameOf } from './coverage-dimensions.sql.js';
import { isLevel, isShared, isTerritorial, type TerritorialDimension } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';
import { partsAsked } from './coverage-table-asked.js';
import { arePlaces, standingIn } from './coverage-units.sql.js';

const day = sql`day.on_day`;

/**
 * Select of the groups of one level of a table, on each day of the relation `day`: a column for each territorial dimension of
 * the question, `over`, `on_day`, the counts, and what they rest on.
 * @param kept the dimensions that the level is grouped by; those after them are added up
 */
export function levelOf(
  kept: readonly TerritorialDimension[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const all = question.by.filter(isTerritorial);
  const over = sql`${all.length - kept.length}::int as "over"`;
  const added = all.slice(kept.length).map((dimension) => sql`null::text as ${nameOf(dimension)}`);
  const isPlaced = arePlaces(kept, question);
  const columns = list([...kept.map(isPlaced ? keyOf : nameOf), ...added]);
  if (isPlaced) return ofPlaces(kept, sql`${columns} ${over}`, question);
  const communes = kept.some(isShared) ? ofMembers(kept) : ofCommunes(kept, question);
  return ofGroups(kept, sql`${columns} ${over}`, communes, question);
}

/** Groups that are places: each has steps of its own. */
function ofPlaces(
  kept: readonly TerritorialDimension[],
  columns: RawBuilder<unknown>,
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const { within, rule } = question;
  const { communes, conventions, basis } = partsAsked(question);
  const counts = [...communes, ...conventions].map(
    (name) => sql`coalesce(step.${sql.ref(name)}, 0) as ${sql.ref(name)}`,
  );
  const rests = basis.map((name) => sql`step.${sql.ref(name)}`);
  return sql`
    select ${columns}, ${day}, p.communes, ${knownPopulation} as population, ${sql.join([...counts, ...rests])}
    from (${placesIn(within, kept.filter(isLevel))}) p cross join day ${lastStep(day, rule)}`;
}

/** Groups of communes, each in one of them. */
function ofCommunes(
  kept: readonly TerritorialDimension[],
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const { communes, basis } = partsAsked(question);
  const counts = communes.map((name) => sql`coalesce(sum(p.${sql.ref(name)}), 0)::int as ${sql.ref(name)}`);
  const names = list(kept.map(nameOf));
  const isWhole = kept.length === 0;
  const on = isWhole ? day : sql`p.on_day`;
  const groups = sql`
    ${names} ${on}, count(p.territory_id)::int as communes, sum(p.population)::int as population,
    ${sql.join([...counts, ...basis.map((name) => basisOf[name] as RawBuilder<unknown>)])}`;
  // The whole has a total at every date, also when no commune is left of it. Other groups join nothing: the planner would take
  // thousands of communes for a few, and sort them.
  const from = isWhole
    ? sql`day left join commune_day p on p.on_day = day.on_day`
    : sql`(select ${list(kept.map(keyOf))} p.* from commune_day p) p`;
  return sql`
    select ${groups}
    from ${from}
    group by ${names} ${on}`;
}

const basisOf: Readonly<Record<string, RawBuilder<unknown>>> = {
  oldest_input_at: sql`min(p.oldest_input_at) as oldest_input_at`,
  freshest_input_at: sql`max(p.freshest_input_at) as freshest_input_at`,
  demonstration: sql`bool_or(p.demonstration) as demonstration`,
};
/** The same of communes `bc` and conventions `bv` together. */
const basisOfBoth: Readonly<Record<string, RawBuilder<unknown>>> = {
  oldest_input_at: sql`least(bc.oldest_input_at, bv.oldest) as oldest_input_at`,
  freshest_input_at: sql`greatest(bc.freshest_input_at, bv.freshest) as freshest_input_at`,
  demonstration: sql`
    coalesce(bc.demonstration or bv.invented, bc.demonstration, bv.invented) as demonstration`,
};

/** Groups by convention, or scale: each commune counts once in each of them, as what covers it there does. */
function ofMembers(kept: readonly TerritorialDimension[]): RawBuilder<unknown> {
  const names = sql.join(kept.map(nameOf));
  return sql`
    select ${names}, on_day, count(*)::int as communes, sum(population)::int as population, sum(covered)::int as covered,
           sum(covered * population)::int as covered_population, sum(perhaps * (1 - covered))::int as undetermined,
           sum(perhaps * (1 - covered) * population)::int as undetermined_population, min(oldest) as oldest_input_at,
           max(freshest) as freshest_input_at, bool_or(invented) as demonstration
    from (
      select ${names}, on_day, territory_id, max(population) as population,
             max(coalesce((state = 'IN_FORCE')::int, 0)) as covered, max(coalesce((state = 'UNDETERMINED')::int, 0)) as perhaps,
             min(oldest_input_at) filter (where reference is null) as oldest,
             max(freshest_input_at) filter (where reference is null) as freshest,
             bool_or(demonstration) filter (where reference is null) as invented
      from (select ${list(kept.map(keyOf))} p.* from member p) p
      group by ${names}, on_day, territory_id
    ) each
    group by ${names}, on_day`;
}

/** Of no commune, nobody; of communes whose population nobody knows, nobody knows. */
const population = sql`case when coalesce(communes, 0) = 0 then 0 else population end as population`;

/** Groups of `communes`, with the conventions that stand there: one counts once in each group. */
function ofGroups(
  kept: readonly TerritorialDimension[],
  columns: RawBuilder<unknown>,
  communes: RawBuilder<unknown>,
  question: CoverageTableQuestion,
): RawBuilder<unknown> {
  const names = list(kept.map(nameOf));
  const isByConvention = kept.some(isShared);
  const asked = partsAsked(question);
  const count = (name: string) => sql`coalesce(${sql.ref(name)}, 0) as ${sql.ref(name)}`;
  const rests = asked.basis.map((name) =>
    isByConvention ? (basisOfBoth[name] as RawBuilder<unknown>) : sql.ref(name),
  );
  const counts = [count('communes'), population, ...[...asked.communes, ...asked.conventions].map(count)];
  const told = sql`${columns}, on_day, ${sql.join([...counts, ...rests])}`;
  // Conventions are a group of their own only where it is they that are grouped.
  if (!isByConvention && asked.conventions.length === 0) return sql`select ${told} from (${communes}) bc`;
  const isBased = isByConvention && asked.basis.length > 0;
  return sql`
    with by_commune as (${communes}),
    by_convention as (
      select ${names} on_day,
             (count(*) filter (where state = 'IN_FORCE'))::int as in_force,
             (count(*) filter (where state = 'UNDETERMINED'))::int as conventions_undetermined,
             (count(*) filter (where state = 'IN_FORCE' and is_partial))::int as without_perimeter,
             coalesce(sum(unlisted) filter (where state = 'IN_FORCE'), 0)::int as not_listed
             ${isBased ? sql`, min(input.oldest) as oldest, max(input.freshest) as freshest, bool_or(input.demonstration) as invented` : sql``}
      from (${standingIn(kept, question)}) standing
      ${isBased ? sql`left join input on input.reference = standing.reference` : sql``}
      group by ${names} on_day
    )
    select ${told}
    from by_commune bc ${isByConvention ? sql`full join` : sql`left join`} by_convention bv using (${names} on_day)`;
}
