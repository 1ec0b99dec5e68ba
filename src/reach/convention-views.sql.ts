import { type RawBuilder, sql } from 'kysely';
import { placesOfConventions } from '../convention/kept/kept-conventions.sql.js';
import { isSeen, own, theirs, type Views } from './view.sql.js';

const seenAmong = (column: string) => sql`
  array(select each from unnest(a.${sql.ref(column)}) each where ${isSeen(sql`each`)}) as ${sql.ref(column)}`;

/** Is a convention seen? */
const isOfConvention = (reference: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  exists (select from seen.kept_convention k where k.rights = ${theirs} and k.reference = ${reference})`;

/** Select of the references of the conventions that touch something that is seen. */
export const touching: RawBuilder<unknown> = sql`
  select distinct touch.reference
  from seen.granted g join public.convention_place touch on touch.territory_id = g.territory_id
  where g.rights = ${theirs} and g.is_own`;

/** A convention is seen whole, plan included, if it touches something that is seen; its perimeter tells what is seen of it. */
export const conventionViews: Views = {
  convention: sql`
    select c.reference, c.title, c.lineage, c.generation, c.scale,
           case when ${isSeen(sql`c.home_department_id`)} then c.home_department_id end as home_department_id,
           c.starts_on, c.starts_precision, c.ends_on, c.ends_precision, c.duration_years, c.signed_on, c.signature_basis,
           c.perimeter_basis, c.perimeter_complete, c.declared_communes, c.declared_priorities, c.declared_objectives,
           c.declared_actions, c.notes, c.batch_revision, c.source_line, c.source_url, c.source_title, c.demonstration,
           c.source_sheet
    from public.convention c where ${isOfConvention(sql`c.reference`)}`,
  convention_theme: sql`select t.* from public.convention_theme t where ${isOfConvention(sql`t.convention_reference`)}`,
  contact_term: sql`select t.* from public.contact_term t where ${isOfConvention(sql`t.convention_reference`)}`,
  convention_territory: sql`
    select n.* from public.convention_territory n
    where ${isOfConvention(sql`n.convention_reference`)} and ${isSeen(sql`n.territory_id`)}`,
  signatory: sql`
    select s.* from public.signatory s
    where ${isOfConvention(sql`s.convention_reference`)} and (s.territory_id is null or ${isSeen(sql`s.territory_id`)})`,
  perimeter_member: sql`
    select m.* from public.perimeter_member m
    where ${isOfConvention(sql`m.convention_reference`)} and ${own(sql`m.territory_id`)}`,
  amendment: sql`
    select a.convention_reference, a.number, a.kind, a.effective_on, a.effective_precision, a.ends_on,
           ${seenAmong('communes_added')}, ${seenAmong('communes_removed')}, a.summary, a.batch_revision, a.source_line,
           a.source_url, a.source_title, a.demonstration, a.source_sheet, a.notes
    from public.amendment a where ${isOfConvention(sql`a.convention_reference`)}`,
  convention_state: sql`select s.* from public.convention_state s where ${isOfConvention(sql`s.reference`)}`,
  plan_node: sql`select n.* from public.plan_node n where ${isOfConvention(sql`n.convention_reference`)}`,
  node_lead: sql`
    select l.* from public.node_lead l where exists (select from plan_node n where n.id = l.plan_node_id)`,
  progress_entry: sql`
    select e.* from public.progress_entry e where exists (select from plan_node n where n.id = e.plan_node_id)`,
  completion_step: sql`select s.* from public.completion_step s where ${isOfConvention(sql`s.reference`)}`,
};

export const conventionPlaces: Views = { convention_place: placesOfConventions(sql`convention`) };
