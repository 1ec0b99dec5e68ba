import { Migration } from '@mikro-orm/migrations';

/** What parts of totals rest on, kept by the loads: communes of sectors, lines and sections. Filled at the next start. */
export class SubsidyGroups20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "subsidy_group" (
        "territory_id" varchar(20) not null,
        "nature" varchar(40) not null,
        "fiscal_year" int not null,
        "sector" varchar(40) not null,
        "funding_family" varchar(40) not null,
        "funding_line" varchar(40) not null,
        "section" varchar(40) not null,
        "communes" int not null,
        "population" int not null,
        "oldest_input_at" timestamptz not null,
        "freshest_input_at" timestamptz not null,
        "demonstration" boolean not null,
        primary key ("territory_id", "nature", "fiscal_year", "sector", "funding_family", "funding_line", "section")
      )`);
  }

  override down(): void {
    this.addSql(`drop table "subsidy_group"`);
  }
}
