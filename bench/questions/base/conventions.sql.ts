import { conventionBatch } from './batches.sql.js';
import { drawn } from './drawn.js';
import type { Size } from './size.js';

/**
 * Tables of the session's own. `place`: groups of about five communes of an EPCI that sign together, those under a second
 * group included; one commune in seven is under none. `made`: the conventions of each group, one after the other.
 */
const places = ({ department }: Size) => `
  create temp table place as
  with ranked as (
    select id, epci_id, department_id, row_number() over in_order - 1 as rank, count(*) over each_epci as communes,
           greatest(1, round(count(*) over each_epci / 5.3))::int as groups
    from territory
    where kind = 'COMMUNE' and epci_id is not null
      and ${department === null ? 'true' : `department_id = 'department:${department}'`}
    window each_epci as (partition by epci_id), in_order as (partition by epci_id order by code)
  ), own as (
    select id, epci_id, department_id, groups, (rank * groups / communes)::int as "group"
    from ranked where ${drawn('id', 1, 7)} > 0
  )
  select id, epci_id, department_id, "group" from own
  union
  select id, epci_id, department_id, ("group" + 1) % groups from own where ${drawn('id', 2, 25)} = 0`;

const made = ({ generations }: Size) => `
  create temp table made as
  select home.department || '-' || home.epci || '-' || to_char(home."group", 'FM000') || '-' || generation as reference,
         home.department || '-' || home.epci || '-' || to_char(home."group", 'FM000') as lineage,
         generation, home.epci_id, home."group", home.department_id, home.region_id, home.communes, starts.starts_on,
         (starts.starts_on + interval '5 years' - interval '1 day')::date as ends_on
  from (
    select epci.id as epci_id, epci.code as epci, d.code as department, d.id as department_id, d.region_id,
           grouped."group", grouped.communes
    from (
      select epci_id, "group", count(*)::int as communes, min(department_id) as department_id
      from place group by epci_id, "group"
    ) grouped
    join territory epci on epci.id = grouped.epci_id
    -- An EPCI that crosses a border signs in its main département, if it has data there.
    join territory d on d.id = (
      select coalesce(min(p.department_id) filter (where p.department_id = epci.department_id), min(p.department_id))
      from place p where p.epci_id = epci.id and p."group" = grouped."group"
    )
  ) home
  cross join generate_series(1, ${generations}) generation
  cross join lateral (
    select make_date(
      2021 + ${drawn('home.epci || home."group"', 3, 5)} - 5 * (${generations} - generation),
      case when ${drawn('home.epci || home."group"', 4, 3)} = 0 then 9 else 1 end, 1
    ) as starts_on
  ) starts
  -- Some do not renew, some began with the last generation.
  where not (generation = ${generations} and ${drawn('home.epci || home."group"', 5, 12)} = 0)
    and not (generation = ${generations} - 1 and ${drawn('home.epci || home."group"', 6, 12)} = 0)`;

/** One in a hundred of the last generations does not tell its end: whether it covers anybody is undetermined. */
const conventions = ({ generations }: Size) => `
  insert into convention (reference, title, lineage, generation, scale, home_department_id, starts_on, starts_precision,
    ends_on, ends_precision, duration_years, signed_on, perimeter_basis, perimeter_complete, declared_communes,
    declared_priorities, declared_objectives, declared_actions, batch_revision, source_line, demonstration)
  select reference, 'Convention territoriale globale ' || lineage || ', génération ' || generation, lineage, generation,
         'COMMUNE_GROUP', department_id, starts_on, 'DAY', e.ends_on, case when e.ends_on is not null then 'DAY' end, 5,
         starts_on + ${drawn('reference', 7, 120)} - 60, 'LISTED', true, communes, 11, 25, 75, ${conventionBatch},
         row_number() over (order by reference), false
  from made cross join lateral (
    select case when generation < ${generations} - 1 or ${drawn('reference', 8, 100)} > 0 then made.ends_on end as ends_on
  ) e`;

const named = `
  insert into convention_territory (convention_reference, territory_id, is_anchor, batch_revision)
  select reference, unnest(array['country:FR', region_id, department_id]), unnest(array[false, false, true]), ${conventionBatch}
  from made`;

/** In some, the first commune left and the second came after two years, by an amendment. */
const changes = drawn('reference', 9, 16);
const changedOn = `(starts_on + interval '2 years')::date`;

const members = `
  insert into perimeter_member (convention_reference, territory_id, stay, joined_on, left_on, is_signatory, batch_revision)
  select reference, id, 1, case when ${changes} = 0 and rank = 2 then ${changedOn} end,
         case when ${changes} = 0 and rank = 1 then ${changedOn} end, true, ${conventionBatch}
  from (
    select reference, starts_on, id, row_number() over (partition by reference order by id) as rank
    from made join place using (epci_id, "group")
  ) member`;

const prolongations = `
  insert into amendment (convention_reference, number, kind, effective_on, effective_precision, ends_on, summary,
    batch_revision, source_line, demonstration)
  select reference, 1, 'PROLONGATION', ends_on - 90, 'DAY', (ends_on + interval '1 year')::date, 'Prolongation d’un an',
         ${conventionBatch}, 1, false
  from made where ${drawn('reference', 10, 10)} = 0`;

const perimeterChanges = `
  insert into amendment (convention_reference, number, kind, effective_on, effective_precision, communes_added,
    communes_removed, summary, batch_revision, source_line, demonstration)
  select m.convention_reference, 2, 'PERIMETER_CHANGED', max(coalesce(m.joined_on, m.left_on)), 'DAY',
         coalesce(array_agg(m.territory_id::text) filter (where m.joined_on is not null), '{}'),
         coalesce(array_agg(m.territory_id::text) filter (where m.left_on is not null), '{}'), 'Périmètre modifié',
         ${conventionBatch}, 2, false
  from perimeter_member m where m.joined_on is not null or m.left_on is not null
  group by m.convention_reference`;

/** Conventions, whom they cover, and what amendments changed. Leaves `made` for the plans. */
export const conventionStatements = (size: Size): string[] => [
  places(size),
  made(size),
  'analyze place, made',
  conventions(size),
  named,
  members,
  prolongations,
  perimeterChanges,
];
