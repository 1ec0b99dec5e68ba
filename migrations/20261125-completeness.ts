import { Migration } from '@mikro-orm/migrations';

/**
 * What the batches of a base that is already filled have brought, as far as its rows still tell: of each, the last batch
 * that changed it.
 */
export const backfillReceptions = `
  insert into "reception" ("dataset", "unit_id", "fiscal_year", "nature", "batch_revision")
  select distinct 'SUBSIDIES', s.territory_id, s.fiscal_year, s.nature, s.batch_revision
  from subsidy s where s.set_aside is null
  union all
  select distinct 'PROGRESS', n.convention_reference, extract(year from e.observed_on)::int, '', e.batch_revision
  from progress_entry e join plan_node n on n.id = e.plan_node_id
  where e.observed_on is not null
  union all
  select distinct 'PLAN_NODES', n.convention_reference, 0, '', n.batch_revision
  from plan_node n
  union all
  select distinct 'CONVENTIONS', m.territory_id, each_year.number, '', touched.batch_revision
  from (
    select reference, batch_revision from convention
    union select convention_reference, batch_revision from amendment
  ) touched
  join convention c on c.reference = touched.reference
  join perimeter_member m on m.convention_reference = c.reference
  cross join lateral (
    select max(a.ends_on) as ends_on from amendment a
    where a.convention_reference = c.reference and a.effective_on is not null
  ) amended
  cross join lateral generate_series(
    greatest(extract(year from greatest(c.starts_on, m.joined_on))::int, 2000),
    least(extract(year from least(greatest(c.ends_on, amended.ends_on), m.left_on - 1))::int, 2100)
  ) each_year(number)`;

/** Due dates, which batch first brought what, and quick ways to the rows of one batch. */
export class Completeness20261125 extends Migration {
  override up(): void {
    this.addSql(`
      create table "campaign" (
        "dataset" varchar(40) not null,
        "fiscal_year" int not null,
        "nature" varchar(40) not null,
        "due_on" date not null,
        "author" text not null,
        "set_at" timestamptz not null,
        primary key ("dataset", "fiscal_year", "nature")
      )`);
    this.addSql(`
      create table "reception" (
        "dataset" varchar(40) not null,
        "unit_id" varchar(60) not null,
        "fiscal_year" int not null,
        "nature" varchar(40) not null,
        "batch_revision" int not null,
        primary key ("dataset", "unit_id", "fiscal_year", "nature", "batch_revision")
      )`);
    this.addSql(backfillReceptions);
    this.addSql(`
      create index "reception_batch_revision_index" on "reception" ("batch_revision")`);
    this.addSql(`
      alter table "reception" add constraint "reception_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision") on update restrict on delete cascade`);
    this.addSql(`
      create index "subsidy_batch_revision_index" on "subsidy" using brin ("batch_revision")`);
    for (const table of ['amendment', 'convention', 'plan_node', 'progress_entry']) {
      this.addSql(`create index "${table}_batch_revision_index" on "${table}" ("batch_revision")`);
    }
  }

  override down(): void {
    for (const table of ['amendment', 'convention', 'plan_node', 'progress_entry', 'subsidy']) {
      this.addSql(`drop index "${table}_batch_revision_index"`);
    }
    this.addSql(`drop table "reception"`);
    this.addSql(`drop table "campaign"`);
  }
}
