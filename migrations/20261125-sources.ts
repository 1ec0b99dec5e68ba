import { Migration } from '@mikro-orm/migrations';

/** Sources that the hub pulls by itself. */
export class Sources20261125 extends Migration {
  override up(): void {
    this.addSql(`
      create table "source" (
        "id" varchar(36) not null,
        "name" varchar(200) not null,
        "territory_id" varchar(20) not null,
        "kind" varchar(40) not null,
        "dataset" varchar(40) null,
        "url" text not null,
        "options" jsonb null,
        "strategy" varchar(40) not null,
        "interval_minutes" int not null,
        "enabled" boolean not null,
        "registered_by" varchar(200) not null,
        "registered_at" timestamptz not null,
        "version" int not null,
        "etag" text null,
        "last_modified" text null,
        "remote_revision" int null,
        "last_attempt_at" timestamptz null,
        "last_success_at" timestamptz null,
        "last_revision" int null,
        "failing_since" timestamptz null,
        "failures" int not null,
        "last_error_code" varchar(40) null,
        "last_error_message" text null,
        "problems" jsonb not null,
        "next_attempt_at" timestamptz not null,
        primary key ("id")
      )`);
    this.addSql(`create index "source_territory_id_index" on "source" ("territory_id")`);
    this.addSql(`create index "source_next_attempt_at_index" on "source" ("next_attempt_at")`);
    this.addSql(`
      alter table "source" add constraint "source_territory_id_foreign"
        foreign key ("territory_id") references "territory" ("id")`);
  }
}
