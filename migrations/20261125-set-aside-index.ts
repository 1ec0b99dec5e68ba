import { Migration } from '@mikro-orm/migrations';

/** Finds the few amounts that no total adds without going through all the others. */
export class SetAsideIndex20261125 extends Migration {
  override up(): void {
    this.addSql(
      `create index "subsidy_set_aside_index" on "subsidy" ("territory_id") where "set_aside" is not null`,
    );
  }

  override down(): void {
    this.addSql(`drop index "subsidy_set_aside_index"`);
  }
}
