import { type RawBuilder, sql } from 'kysely';
import { coverageStepsOf } from '../coverage/steps/coverage-steps.sql.js';
import { completionSumsOf } from '../plan/steps/completion-sums.sql.js';
import { ValueState } from '../provenance/provenance.type.js';
import { childCountsOf } from '../subsidy/children/child-counts.sql.js';
import { groupedKinds, groupsOfParts } from '../subsidy/groups/subsidy-groups.sql.js';
import { everyWhole, ofYear, sumsOfParts, yearsOfParts } from '../subsidy/subsidy-rollups.sql.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import {
  everyones,
  isKept,
  isKeptPlace,
  isOfConvention,
  isSeen,
  isWhole,
  nobodys,
  own,
  type Selects,
  type Sights,
  theirs,
  where,
} from './sight.sql.js';

const larger = Object.values(TerritoryKind).filter((kind) => kind !== TerritoryKind.COMMUNE);

/** Years of amounts of the territories of which not all is seen. */
const partialYears = sql`(select y.* from (${everyWhole}) y where not ${isWhole(sql`y.id`)})`;
const amountsOfPart = ofYear('subsidy', 'p.part_id', 'at once');

const isShown = sql`
  (${isWhole(sql`t.territory_id`)}
   or exists (select from seen.kept_comparison k where k.rights = ${theirs} and k.id = t.id))`;

/** Records of figures. */
export const recordSights: Sights = {
  subsidy: where(own, 'territory_id'),
  // Those of what contains a territory are what it is compared with: they are shown as they are published.
  indicator_value: {
    ...where(isSeen, 'territory_id'),
    columns: {
      value: sql`case when ${isShown} then t.value end`,
      state: sql`case when ${isShown} then t.state else ${sql.lit(ValueState.SUPPRESSED)} end`,
      notes: sql`case when ${isShown} then t.notes end`,
    },
  },
};

/** What is kept of territories that are seen whole. */
export const keptOfWhole: Sights = {
  subsidy_sum: where(isWhole, 'territory_id'),
  subsidy_year: where(isWhole, 'territory_id'),
  subsidy_group: where(isWhole, 'territory_id'),
  child_count: where(isWhole, 'territory_id'),
  coverage_step: { rows: isKeptPlace },
  completion_sum: where(isWhole, 'department_id'),
};

/** The same of those of which not all is seen, made from what is. */
export const madeOfPart: Selects = {
  subsidy_sum: sumsOfParts(partialYears, larger, amountsOfPart),
  subsidy_year: yearsOfParts(partialYears, larger, amountsOfPart),
  subsidy_group: groupsOfParts(partialYears, groupedKinds, amountsOfPart),
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

/** Select of the batches that brought anything that is seen. */
export const bringing: RawBuilder<unknown> = sql.join(
  ['convention', 'amendment', 'plan_node', 'progress_entry', 'subsidy', 'indicator_value', 'reception'].map(
    (table) => sql`select batch_revision from ${sql.raw(`seen.${table}`)}`,
  ),
  sql` union `,
);

const isTold = sql`
  (t.kind = 'TERRITORIES' or t.rights = ${theirs}
   or exists (select from seen.kept_batch k where k.rights = ${theirs} and k.revision = t.revision))`;
const hidden = sql`'hors de vos territoires'`;

/** How the base was fed. */
export const provenanceSights: Sights = {
  // That there was a batch is no secret, as it makes a revision; who brought what is, but of what is seen.
  batch: {
    ...everyones,
    columns: {
      author: sql`case when ${isTold} then t.author else ${hidden} end`,
      on_behalf_of: sql`case when ${isTold} then t.on_behalf_of end`,
      file_name: sql`case when ${isTold} then t.file_name else ${hidden} end`,
      sha256: sql`case when ${isTold} then t.sha256 else '' end`,
      rights: sql`case when t.rights = ${theirs} then t.rights end`,
      territory_ids: sql`case when t.rights = ${theirs} then t.territory_ids end`,
      // What it said of its file tells of all that the file held.
      problems: sql`'[]'::jsonb`,
    },
  },
  // What records were before tells of records that may be out of sight.
  batch_change: nobodys,
  reception: {
    rows: (row) => {
      const unit = sql.ref(`${row}.unit_id`);
      return sql`(${own(unit)} or ${isOfConvention(unit)})`;
    },
  },
  source: { ...where(own, 'territory_id'), columns: { key_variable: sql`null::varchar` } },
};

/** What the hub says of itself, and what it tells nobody: those need no view. */
export const hubSights: Sights = {
  campaign: everyones,
  hub_state: everyones,
  vintage: everyones,
  access_key: nobodys,
  journal_entry: nobodys,
  mikro_orm_migrations: nobodys,
  totals_verdict: nobodys,
};
