import { type RawBuilder, sql } from 'kysely';
import { placesOfConventions } from '../convention/kept/kept-conventions.sql.js';
import {
  isKeptPlace,
  isOfConvention,
  isSeen,
  own,
  type Selects,
  type Sight,
  type Sights,
  theirs,
  where,
} from './sight.sql.js';

const seenAmong = (column: string) => sql`
  array(select each from unnest(t.${sql.ref(column)}) each where ${isSeen(sql`each`)})`;

/** Select of the references of the conventions that touch something that is seen. */
export const touching: RawBuilder<unknown> = sql`
  select distinct touch.reference
  from seen.granted g join public.convention_place touch on touch.territory_id = g.territory_id
  where g.rights = ${theirs} and g.is_own`;

const ofConvention = where(isOfConvention, 'convention_reference');
const ofNode: Sight = {
  rows: (row) => sql`exists (select from plan_node n where n.id = ${sql.ref(`${row}.plan_node_id`)})`,
};
const byReference = where(isOfConvention, 'reference');

/** What belongs to a convention, and to one of the territories that it names. */
const bothSeen = (isTerritorySeen: (row: string) => RawBuilder<unknown>): Sight => ({
  rows: (row) => sql`${ofConvention.rows(row)} and ${isTerritorySeen(row)}`,
});

/** A convention is seen whole, plan included, if it touches something that is seen; its perimeter tells what is seen of it. */
export const conventionSights: Sights = {
  convention: {
    ...byReference,
    columns: {
      home_department_id: sql`case when ${isSeen(sql`t.home_department_id`)} then t.home_department_id end`,
    },
  },
  convention_theme: ofConvention,
  contact_term: ofConvention,
  convention_territory: bothSeen((row) => isSeen(sql.ref(`${row}.territory_id`))),
  signatory: bothSeen((row) => {
    const territory = sql.ref(`${row}.territory_id`);
    return sql`(${territory} is null or ${isSeen(territory)})`;
  }),
  perimeter_member: bothSeen((row) => own(sql.ref(`${row}.territory_id`))),
  amendment: {
    ...ofConvention,
    columns: {
      communes_added: seenAmong('communes_added'),
      communes_removed: seenAmong('communes_removed'),
    },
  },
  convention_state: byReference,
  plan_node: ofConvention,
  node_lead: ofNode,
  progress_entry: ofNode,
  completion_step: byReference,
};

/** Where conventions count follows from what is seen of their perimeters. */
export const placeSights: Sights = {
  convention_place: { rows: (row) => sql`${byReference.rows(row)} and ${isKeptPlace(row)}` },
};
export const conventionPlaces: Selects = { convention_place: placesOfConventions(sql`convention`) };
