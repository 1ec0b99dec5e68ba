import { sql } from 'kysely';
import { placesOfTerritories } from '../territory/places.sql.js';
import { granted, isKeptPlace, isSeen, isWhole, own, type Selects, type Sights, where } from './sight.sql.js';

/** Counts of a territory: its own if all of it is seen, else those of what is seen of it. */
const counted = (whole: ReturnType<typeof sql>, seen: ReturnType<typeof sql>) => sql`
  case when granted.is_whole then ${whole} else (${seen}) end`;
const seenPart = (what: ReturnType<typeof sql>, kind: string) => sql`
  select ${what} from public.territory_part p join (${granted}) inside on inside.territory_id = p.part_id and inside.is_own
  join public.territory c on c.id = p.part_id
  where p.whole_id = t.id and p.part_kind = ${kind}`;
const seenOr = (column: string, otherwise: ReturnType<typeof sql>) => sql`
  case when t.${sql.ref(column)} is null or ${isSeen(sql.ref(`t.${column}`))} then t.${sql.ref(column)} else ${otherwise} end as ${sql.ref(column)}`;

/** Territories that hold anything that is seen, with the counts of that alone, and what of them is seen. */
export const territories: Selects = {
  territory: sql`
    select t.id, t.kind, t.code, t.name, t.search_name,
           ${counted(sql`t.population`, seenPart(sql`sum(c.population)::int`, 'COMMUNE'))} as population,
           t.siren, t.epci_type, t.zone, t.postal_codes, t.epci_id,
           -- That of most people of an EPCI may be out of sight.
           ${seenOr('department_id', sql`(${seenPart(sql`min(c.department_id)`, 'COMMUNE')})`)},
           ${seenOr('region_id', sql`(${seenPart(sql`min(c.region_id)`, 'COMMUNE')})`)},
           ${counted(sql`t.commune_count`, seenPart(sql`count(*)::int`, 'COMMUNE'))} as commune_count,
           ${counted(sql`t.epci_count`, seenPart(sql`count(*)::int`, 'EPCI'))} as epci_count
    from public.territory t join (${granted}) granted on granted.territory_id = t.id`,
  place: placesOfTerritories,
  territory_part: sql`
    select p.* from public.territory_part p where ${isSeen(sql`p.whole_id`)} and ${own(sql`p.part_id`)}`,
};

export const territorySights: Sights = {
  territory: where(isWhole, 'id'),
  place: { rows: isKeptPlace },
  territory_part: {
    rows: (row) => sql`${isSeen(sql.ref(`${row}.whole_id`))} and ${own(sql.ref(`${row}.part_id`))}`,
  },
};

export const nameSights: Sights = { territory_alias: where(isSeen, 'territory_id') };
