import { Migration } from '@mikro-orm/migrations';

/**
 * Places that figures are grouped by, where and when conventions stand, and coverage at any date: all kept by the loads. The hub
 * fills them when it starts on a base that has none.
 */
export class CoverageSteps20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "place" (
        "territory_id" varchar(20) not null,
        "within_id" varchar(20) not null,
        "kind" varchar(12) not null,
        "containers" text[] not null,
        "region_id" varchar(20) null,
        "department_id" varchar(20) null,
        "epci_id" varchar(20) null,
        "communes" int not null,
        "population" int not null,
        primary key ("territory_id", "within_id")
      )`);
    this.addSql(`create index "place_kind_department_id_index" on "place" ("kind", "department_id")`);
    this.addSql(`
      create table "convention_state" (
        "reference" varchar(60) not null,
        "rule" varchar(40) not null,
        "from_on" date not null,
        "to_on" date not null,
        "state" varchar(40) not null,
        "ends_on" date null,
        "is_partial" boolean not null,
        "unlisted" int null,
        primary key ("reference", "rule", "from_on")
      )`);
    this.addSql(`
      create table "convention_place" (
        "territory_id" varchar(20) not null,
        "within_id" varchar(20) not null,
        "reference" varchar(60) not null,
        "from_on" date not null,
        "to_on" date not null,
        primary key ("territory_id", "within_id", "reference", "from_on")
      )`);
    this.addSql(`create index "convention_place_reference_index" on "convention_place" ("reference")`);
    this.addSql(`
      create table "coverage_step" (
        "territory_id" varchar(20) not null,
        "within_id" varchar(20) not null,
        "rule" varchar(40) not null,
        "from_on" date not null,
        "covered" int not null,
        "covered_population" int not null,
        "undetermined" int not null,
        "undetermined_population" int not null,
        "in_force" int not null,
        "conventions_undetermined" int not null,
        "without_perimeter" int not null,
        "not_listed" int not null,
        "oldest_input_at" timestamptz not null,
        "freshest_input_at" timestamptz not null,
        "demonstration" boolean not null,
        primary key ("territory_id", "within_id", "rule", "from_on")
      )`);
  }

  override down(): void {
    for (const table of ['coverage_step', 'convention_place', 'convention_state', 'place'])
      this.addSql(`drop table "${table}"`);
  }
}
