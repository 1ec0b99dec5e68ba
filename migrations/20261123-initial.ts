import { Migration } from '@mikro-orm/migrations';

/** The first tables: territories, conventions, plans, subsidies, and the batches that bring them. */
export class Initial20261123 extends Migration {
  override up(): void {
    // One statement a call: the embedded engine prepares each.
    this.addSql(`
      create table "batch" (
        "revision" int not null,
        "dataset" varchar(40) not null,
        "author" varchar(200) not null,
        "file_name" varchar(400) not null,
        "sha256" varchar(64) not null,
        "loaded_at" timestamptz not null,
        "rows_read" int not null,
        "added" int not null,
        "changed" int not null,
        "unchanged" int not null,
        "rejected" int not null,
        "problems" jsonb not null,
        "demonstration" boolean not null,
        primary key ("revision")
      )`);
    this.addSql(`
      create table "hub_state" (
        "id" int not null,
        "content" varchar(20) not null,
        primary key ("id")
      )`);
    this.addSql(`
      create table "territory" (
        "id" varchar(20) not null,
        "kind" varchar(12) not null,
        "code" varchar(9) not null,
        "name" text not null,
        "search_name" text not null,
        "population" int null,
        "siren" varchar(9) null,
        "epci_type" varchar(6) null,
        "zone" varchar(6) null,
        "postal_codes" text[] not null default '{}',
        "epci_id" varchar(20) null,
        "department_id" varchar(20) null,
        "region_id" varchar(20) null,
        primary key ("id")
      )`);
    this.addSql(`
      create index "territory_kind_search_name_index" on "territory" ("kind", "search_name")`);
    this.addSql(`
      create index "territory_department_id_index" on "territory" ("department_id")`);
    this.addSql(`
      create index "territory_epci_id_index" on "territory" ("epci_id")`);
    this.addSql(`
      alter table "territory" add constraint "territory_kind_code_unique" unique ("kind", "code")`);
    this.addSql(`
      create table "subsidy" (
        "reference" varchar(80) not null,
        "territory_id" varchar(20) not null,
        "fiscal_year" int null,
        "year_from" int null,
        "year_to" int null,
        "periodicity" varchar(40) not null,
        "amount_cents" bigint not null,
        "precision" varchar(40) not null,
        "sector" varchar(40) not null,
        "sector_words" text[] not null default '{}',
        "funding_line" varchar(40) not null,
        "funding_line_words" text null,
        "section" varchar(40) not null,
        "nature" varchar(40) not null,
        "nature_words" text null,
        "set_aside" varchar(40) null,
        "notes" text null,
        "batch_revision" int not null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("reference")
      )`);
    this.addSql(`
      create index "subsidy_territory_id_fiscal_year_nature_index" on "subsidy" ("territory_id", "fiscal_year", "nature")`);
    this.addSql(`
      create table "convention" (
        "reference" varchar(60) not null,
        "title" text not null,
        "lineage" varchar(60) not null,
        "generation" int null,
        "scale" varchar(40) not null,
        "home_department_id" varchar(20) null,
        "starts_on" date null,
        "starts_precision" varchar(40) null,
        "ends_on" date null,
        "ends_precision" varchar(40) null,
        "duration_years" int null,
        "signed_on" date null,
        "signature_basis" text null,
        "perimeter_basis" varchar(40) not null,
        "perimeter_complete" boolean null,
        "declared_communes" int null,
        "declared_priorities" int null,
        "declared_objectives" int null,
        "declared_actions" int null,
        "notes" text null,
        "batch_revision" int not null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("reference")
      )`);
    this.addSql(`
      create index "convention_lineage_index" on "convention" ("lineage")`);
    this.addSql(`
      create table "signatory" (
        "convention_reference" varchar(60) not null,
        "position" int not null,
        "name" text not null,
        "kind" varchar(40) not null,
        "role" varchar(40) not null,
        "count" int null,
        "territory_id" varchar(20) null,
        primary key ("convention_reference", "position")
      )`);
    this.addSql(`
      create table "plan_node" (
        "id" varchar(130) not null,
        "convention_reference" varchar(60) not null,
        "code" varchar(60) not null,
        "parent_id" varchar(130) null,
        "position" int not null,
        "path" text[] not null default '{}',
        "level" text not null,
        "kind" varchar(40) not null,
        "is_measured" boolean not null default false,
        "title" text not null,
        "themes" text[] not null default '{}',
        "theme_words" text[] not null default '{}',
        "lead" text null,
        "due_on" date null,
        "due_words" text null,
        "batch_revision" int not null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("id")
      )`);
    this.addSql(`
      create index "plan_node_convention_reference_kind_index" on "plan_node" ("convention_reference", "kind")`);
    this.addSql(`
      create index "plan_node_parent_id_index" on "plan_node" ("parent_id")`);
    this.addSql(`
      create table "progress_entry" (
        "id" varchar(150) not null,
        "plan_node_id" varchar(130) not null,
        "observed_on" date null,
        "observed_precision" varchar(40) null,
        "status" varchar(40) not null,
        "status_words" text null,
        "comment" text null,
        "batch_revision" int not null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("id")
      )`);
    this.addSql(`
      create index "progress_entry_plan_node_id_observed_on_index" on "progress_entry" ("plan_node_id", "observed_on")`);
    this.addSql(`
      create table "perimeter_member" (
        "convention_reference" varchar(60) not null,
        "territory_id" varchar(20) not null,
        "stay" int not null,
        "joined_on" date null,
        "left_on" date null,
        "is_signatory" boolean null,
        "stated_as" text null,
        primary key ("convention_reference", "territory_id", "stay")
      )`);
    this.addSql(`
      create index "perimeter_member_territory_id_index" on "perimeter_member" ("territory_id")`);
    this.addSql(`
      create table "convention_theme" (
        "convention_reference" varchar(60) not null,
        "position" int not null,
        "theme" varchar(40) not null,
        "words" text not null,
        primary key ("convention_reference", "position")
      )`);
    this.addSql(`
      create table "convention_territory" (
        "convention_reference" varchar(60) not null,
        "territory_id" varchar(20) not null,
        "is_anchor" boolean not null,
        primary key ("convention_reference", "territory_id")
      )`);
    this.addSql(`
      create index "convention_territory_territory_id_index" on "convention_territory" ("territory_id")`);
    this.addSql(`
      create table "amendment" (
        "convention_reference" varchar(60) not null,
        "number" int not null,
        "kind" varchar(40) not null,
        "effective_on" date null,
        "effective_precision" varchar(40) null,
        "ends_on" date null,
        "communes_added" text[] not null default '{}',
        "communes_removed" text[] not null default '{}',
        "summary" text not null,
        "batch_revision" int not null,
        "source_line" int null,
        "source_url" text null,
        "source_title" text null,
        "demonstration" boolean not null,
        primary key ("convention_reference", "number")
      )`);
    this.addSql(`
      create table "territory_alias" (
        "id" int not null,
        "territory_id" varchar(20) not null,
        "kind" varchar(20) not null,
        "code" varchar(5) not null,
        "name" text null,
        "search_name" text null,
        primary key ("id")
      )`);
    this.addSql(`
      create index "territory_alias_code_index" on "territory_alias" ("code")`);
    this.addSql(`
      create index "territory_alias_search_name_index" on "territory_alias" ("search_name")`);
    this.addSql(`
      create table "territory_part" (
        "whole_id" varchar(20) not null,
        "part_id" varchar(20) not null,
        "part_kind" varchar(12) not null,
        primary key ("whole_id", "part_id")
      )`);
    this.addSql(`
      create index "territory_part_part_id_index" on "territory_part" ("part_id")`);
    this.addSql(`
      create table "vintage" (
        "year" int not null,
        "commune_source" text not null,
        "epci_source" text not null,
        "population_year" int not null,
        "population_source" text not null,
        "licence" text not null,
        primary key ("year")
      )`);
    this.addSql(`
      alter table "territory" add constraint "territory_epci_id_foreign" foreign key ("epci_id") references "territory" ("id") on delete set null`);
    this.addSql(`
      alter table "territory" add constraint "territory_department_id_foreign" foreign key ("department_id") references "territory" ("id") on delete set null`);
    this.addSql(`
      alter table "territory" add constraint "territory_region_id_foreign" foreign key ("region_id") references "territory" ("id") on delete set null`);
    this.addSql(`
      alter table "subsidy" add constraint "subsidy_territory_id_foreign" foreign key ("territory_id") references "territory" ("id")`);
    this.addSql(`
      alter table "subsidy" add constraint "subsidy_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      alter table "convention" add constraint "convention_home_department_id_foreign" foreign key ("home_department_id") references "territory" ("id") on delete set null`);
    this.addSql(`
      alter table "convention" add constraint "convention_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      alter table "signatory" add constraint "signatory_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on delete cascade`);
    this.addSql(`
      alter table "signatory" add constraint "signatory_territory_id_foreign" foreign key ("territory_id") references "territory" ("id") on delete set null`);
    this.addSql(`
      alter table "plan_node" add constraint "plan_node_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on delete cascade`);
    this.addSql(`
      alter table "plan_node" add constraint "plan_node_parent_id_foreign" foreign key ("parent_id") references "plan_node" ("id") on delete cascade`);
    this.addSql(`
      alter table "plan_node" add constraint "plan_node_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      alter table "progress_entry" add constraint "progress_entry_plan_node_id_foreign" foreign key ("plan_node_id") references "plan_node" ("id") on delete cascade`);
    this.addSql(`
      alter table "progress_entry" add constraint "progress_entry_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      alter table "perimeter_member" add constraint "perimeter_member_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on update restrict on delete cascade`);
    this.addSql(`
      alter table "perimeter_member" add constraint "perimeter_member_territory_id_foreign" foreign key ("territory_id") references "territory" ("id") on update restrict on delete restrict`);
    this.addSql(`
      alter table "convention_theme" add constraint "convention_theme_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on delete cascade`);
    this.addSql(`
      alter table "convention_territory" add constraint "convention_territory_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on update restrict on delete cascade`);
    this.addSql(`
      alter table "convention_territory" add constraint "convention_territory_territory_id_foreign" foreign key ("territory_id") references "territory" ("id") on update restrict on delete restrict`);
    this.addSql(`
      alter table "amendment" add constraint "amendment_convention_reference_foreign" foreign key ("convention_reference") references "convention" ("reference") on delete cascade`);
    this.addSql(`
      alter table "amendment" add constraint "amendment_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      alter table "territory_alias" add constraint "territory_alias_territory_id_foreign" foreign key ("territory_id") references "territory" ("id")`);
  }

  override down(): void {
    throw new Error('The first migration is not undone: restore a backup instead.');
  }
}
