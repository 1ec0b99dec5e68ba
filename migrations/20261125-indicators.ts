import { Migration } from '@mikro-orm/migrations';

/** Dated numbers about territories. */
export class Indicators20261125 extends Migration {
  override up(): void {
    this.addSql(`
      create table "indicator_value" (
        "id" text not null,
        "territory_id" varchar(20) not null,
        "kind" varchar(40) not null,
        "kind_words" text null,
        "observed_on" date not null,
        "observed_precision" varchar(40) not null,
        "year" int not null,
        "value" numeric(18,4) null,
        "unit" text not null,
        "series" text not null default '',
        "state" varchar(40) not null,
        "batch_revision" int not null,
        "source_sheet" text null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("id")
      )`);
    this.addSql(`
      create index "indicator_value_territory_id_kind_observed_on_index" on "indicator_value" ("territory_id", "kind", "observed_on")`);
    this.addSql(`
      create index "indicator_value_territory_id_year_index" on "indicator_value" ("territory_id", "year")`);
    this.addSql(`
      create index "indicator_value_batch_revision_index" on "indicator_value" using brin ("batch_revision")`);
    this.addSql(`
      alter table "indicator_value" add constraint "indicator_value_territory_id_foreign" foreign key ("territory_id") references "territory" ("id")`);
    this.addSql(`
      alter table "indicator_value" add constraint "indicator_value_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    // As for every table that loads write: what a batch changes or removes is kept, so that it can be undone.
    for (const event of ['update', 'delete']) {
      this.addSql(`
        create trigger "indicator_value_journal_${event}" after ${event} on "indicator_value"
        referencing old table as was for each statement execute function journal_change('id')`);
    }
  }

  override down(): void {
    this.addSql(`drop table "indicator_value"`);
  }
}
