import { Migration } from '@mikro-orm/migrations';

/** The sums of the amounts that a base holds already: later ones come with each load. */
const sums = `
  insert into "subsidy_sum"
  select p.whole_id, s.fiscal_year, s.nature, s.sector, s.funding_line, s.section, s.precision,
         sum(s.amount_cents)::bigint, count(*)::int
  from subsidy s join territory_part p on p.part_id = s.territory_id
  where s.set_aside is null and p.whole_id not like 'commune:%'
  group by p.whole_id, s.fiscal_year, s.nature, s.sector, s.funding_line, s.section, s.precision`;

const years = `
  insert into "subsidy_year"
  select own.whole_id, own.nature, own.fiscal_year, sum(own.cents)::bigint, sum(own.lines)::int,
         (count(*) filter (where own.part_kind = 'COMMUNE'))::int, (count(*) filter (where own.part_kind = 'EPCI'))::int,
         coalesce(sum(t.population) filter (where own.part_kind = 'COMMUNE'), 0)::int,
         min(own.oldest), max(own.freshest), bool_or(own.demonstration)
  from (
    select p.whole_id, p.part_id, p.part_kind, s.fiscal_year, s.nature, sum(s.amount_cents) as cents, count(*) as lines,
           min(b.loaded_at) as oldest, max(b.loaded_at) as freshest, bool_or(s.demonstration) as demonstration
    from subsidy s
    join territory_part p on p.part_id = s.territory_id
    join batch b on b.revision = s.batch_revision
    where s.set_aside is null
    group by p.whole_id, p.part_id, p.part_kind, s.fiscal_year, s.nature
  ) own join territory t on t.id = own.part_id
  group by own.whole_id, own.nature, own.fiscal_year`;

const sizes = `
  update territory t set commune_count = size.communes, epci_count = size.epcis
  from (
    select whole_id, count(*) filter (where part_kind = 'COMMUNE') as communes,
           count(*) filter (where part_kind = 'EPCI') as epcis
    from territory_part group by whole_id
  ) size
  where size.whole_id = t.id`;

/** Sums of subsidies for every territory, kept by the loads. */
export class SubsidyRollups20261125 extends Migration {
  override up(): void {
    this.addSql(`
      create table "subsidy_sum" (
        "territory_id" varchar(20) not null,
        "fiscal_year" int not null,
        "nature" varchar(40) not null,
        "sector" varchar(40) not null,
        "funding_line" varchar(40) not null,
        "section" varchar(40) not null,
        "precision" varchar(40) not null,
        "amount_cents" bigint not null,
        "line_count" int not null,
        primary key ("territory_id", "fiscal_year", "nature", "sector", "funding_line", "section", "precision")
      )`);
    this.addSql(`
      create table "subsidy_year" (
        "territory_id" varchar(20) not null,
        "nature" varchar(40) not null,
        "fiscal_year" int not null,
        "amount_cents" bigint not null,
        "line_count" int not null,
        "communes" int not null,
        "epcis" int not null,
        "population" int not null,
        "oldest_input_at" timestamptz not null,
        "freshest_input_at" timestamptz not null,
        "demonstration" boolean not null,
        primary key ("territory_id", "nature", "fiscal_year")
      )`);
    this.addSql(`
      create index "subsidy_year_fiscal_year_nature_territory_id_index" on "subsidy_year" ("fiscal_year", "nature", "territory_id")`);
    this.addSql(`
      alter table "territory" add column "commune_count" int not null default 0, add column "epci_count" int not null default 0`);
    this.addSql(sizes);
    this.addSql(sums);
    this.addSql(years);
  }

  override down(): void {
    this.addSql(`alter table "territory" drop column "commune_count", drop column "epci_count"`);
    this.addSql(`drop table "subsidy_year"`);
    this.addSql(`drop table "subsidy_sum"`);
  }
}
