import { Migration } from '@mikro-orm/migrations';

/** The children of each band of ages, of communes and of all that contains them, kept by the loads. Filled at the next start. */
export class ChildCounts20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "child_count" (
        "territory_id" varchar(20) not null,
        "ages" varchar(40) not null,
        "year" int not null,
        "communes" int not null,
        "value" numeric(18,4) null,
        "own_value" numeric(18,4) null,
        primary key ("territory_id", "ages", "year")
      )`);
  }

  override down(): void {
    this.addSql(`drop table "child_count"`);
  }
}
