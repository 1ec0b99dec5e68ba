import { Migration } from '@mikro-orm/migrations';

/** Keys by which those who ask are known, and who hears when one is no longer worth what it was. */
export class AccessKeys20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "access_key" (
        "id" varchar(16) not null,
        "name" varchar(100) not null,
        "role" varchar(40) not null,
        "territory_ids" text[] not null,
        "datasets" text[] null,
        "secret_hash" varchar(64) not null,
        "previous_hash" varchar(64) null,
        "previous_until" timestamptz null,
        "created_by" varchar(200) not null,
        "created_at" timestamptz not null,
        "expires_at" timestamptz not null,
        "renewed_at" timestamptz null,
        "revoked_at" timestamptz null,
        "revoked_by" varchar(200) null,
        "last_used_at" timestamptz null,
        primary key ("id")
      )`);
    // Not each use of a key: only what changes its worth.
    this.addSql(`
      create trigger "access_key_announce_change"
      after insert or delete or update of "role", "territory_ids", "datasets", "secret_hash", "previous_hash",
        "previous_until", "expires_at", "revoked_at"
      on "access_key" for each statement execute function announce_change()`);
  }

  override down(): void {
    this.addSql('drop table "access_key"');
  }
}
