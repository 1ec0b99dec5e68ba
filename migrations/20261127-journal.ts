import { Migration } from '@mikro-orm/migrations';

/** Who asked for what. It announces no change: no answer that is kept rests on it. */
export class Journal20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "journal_entry" (
        "id" serial primary key,
        "digest" varchar(43) not null,
        "first_at" timestamptz not null,
        "last_at" timestamptz not null,
        "kind" varchar(40) not null,
        "origin" varchar(40) not null,
        "viewer_name" varchar(200) null,
        "viewer_role" varchar(40) null,
        "key_id" varchar(16) null,
        "operation" varchar(100) null,
        "asked" text[] not null,
        "asked_more" int not null,
        "territory_ids" text[] not null,
        "reads_contacts" boolean not null,
        "revision" int null,
        "outcome" varchar(60) not null,
        "count" int not null,
        "kept" int not null,
        "unchanged" int not null,
        "total_milliseconds" double precision not null,
        "longest_milliseconds" double precision not null
      )`);
    this.addSql('alter table "journal_entry" add constraint "journal_entry_digest_unique" unique ("digest")');
    this.addSql('create index "journal_entry_last_at_index" on "journal_entry" ("last_at")');
  }

  override down(): void {
    this.addSql('drop table "journal_entry"');
  }
}
