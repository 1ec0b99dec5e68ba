import { Migration } from '@mikro-orm/migrations';

/** Until when texts of a convention that may name persons are kept. Answers that hold them are told when they go. */
export class ContactTerms20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "contact_term" (
        "convention_reference" varchar(60) not null,
        "kept_until" date not null,
        "purged_at" timestamptz null,
        "purged_revision" int null,
        primary key ("convention_reference")
      )`);
    this.addSql(`
      alter table "contact_term" add constraint "contact_term_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on update cascade on delete cascade`);
    this.addSql(`
      create trigger "contact_term_announce_change" after update of "purged_at" on "contact_term"
      for each statement execute function announce_change()`);
  }

  override down(): void {
    this.addSql('drop table "contact_term"');
  }
}
