import { Migration } from '@mikro-orm/migrations';

/** Which territories viewers of limited rights see. */
export class Reach20261127 extends Migration {
  override up(): void {
    this.addSql(
      `create table "reach_place" ("rights" varchar(64) not null, "territory_id" varchar(20) not null,
         "is_whole" boolean not null, "is_own" boolean not null, primary key ("rights", "territory_id"))`,
    );
  }
}
