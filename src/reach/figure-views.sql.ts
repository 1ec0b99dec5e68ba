import { type RawBuilder, sql } from 'kysely';
import { coverageStepsOf } from '../coverage/steps/coverage-steps.sql.js';
import { completionSumsOf } from '../plan/steps/completion-sums.sql.js';
import { childCountsOf } from '../subsidy/children/child-counts.sql.js';
import { everyWhole, sumsOfParts, yearsOfParts } from '../subsidy/subsidy-rollups.sql.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import { isSeen, isWhole, own, type Views } from './view.sql.js';

const larger = Object.values(TerritoryKind).filter((kind) => kind !== TerritoryKind.COMMUNE);

/** Years of amounts of the territories of which not all is seen. */
const partialYears = sql`(select y.* from (${everyWhole}) y where not ${isWhole(sql`y.id`)})`;

/** What is kept of a place holds if all that lies in it is seen: the place itself, or the territory that cuts it off. */
const isKept = (place: string): RawBuilder<unknown> => sql`
  ${isWhole(sql`coalesce(nullif(${sql.ref(`${place}.within_id`)}, ''), ${sql.ref(`${place}.territory_id`)})`)}`;

/** Records of figures. */
export const records: Views = {
  subsidy: sql`select s.* from public.subsidy s where ${own(sql`s.territory_id`)}`,
  // Published figures: those of what contains a territory are what it is compared with.
  indicator_value: sql`select v.* from public.indicator_value v where ${isSeen(sql`v.territory_id`)}`,
};

/** What is kept of territories that are seen whole. */
export const keptOfWhole: Views = {
  subsidy_sum: sql`select s.* from public.subsidy_sum s where ${isWhole(sql`s.territory_id`)}`,
  subsidy_year: sql`select s.* from public.subsidy_year s where ${isWhole(sql`s.territory_id`)}`,
  child_count: sql`select c.* from public.child_count c where ${isWhole(sql`c.territory_id`)}`,
  coverage_step: sql`
    select s.* from public.coverage_step s
    where ${isKept('s')}
      and exists (select from place p where p.territory_id = s.territory_id and p.within_id = s.within_id)`,
  completion_sum: sql`select s.* from public.completion_sum s where ${isWhole(sql`s.department_id`)}`,
};

/** The same of those of which not all is seen, made from what is. */
export const madeOfPart: Views = {
  subsidy_sum: sumsOfParts(partialYears, larger, 'at once'),
  subsidy_year: yearsOfParts(partialYears, larger),
  child_count: childCountsOf(sql`(
    select t.id from territory t where t.kind <> ${TerritoryKind.COMMUNE} and not ${isWhole(sql`t.id`)}
  )`),
  coverage_step: coverageStepsOf(
    sql`select p.territory_id, p.within_id, p.region_id from place p where not ${isKept('p')}`,
  ),
  completion_sum: completionSumsOf(sql`(
    select p.territory_id as id from place p where p.kind = ${TerritoryKind.DEPARTMENT} and not ${isWhole(sql`p.territory_id`)}
  )`),
};

/** How the base was fed. What a batch said of its file tells of all that the file held. */
export const provenanceViews: Views = {
  batch: sql`
    select b.revision, b.dataset, b.author, b.file_name, b.sha256, b.loaded_at, b.rows_read, b.added, b.changed, b.unchanged,
           b.rejected, '[]'::jsonb as problems, b.demonstration, b.kind, b.strategy, b.acceptance, b.file_size, b.removed,
           b.source_id, b.undone_by
    from public.batch b`,
  // What records were before tells of records that may be out of sight.
  batch_change: sql`select c.* from public.batch_change c where false`,
  reception: sql`
    select r.* from public.reception r
    where ${own(sql`r.unit_id`)} or exists (select from convention c where c.reference = r.unit_id)`,
  source: sql`select s.* from public.source s where ${own(sql`s.territory_id`)}`,
};
