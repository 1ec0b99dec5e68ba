import { Migration } from '@mikro-orm/migrations';

/** Completion of what bears several themes at once, so that several asked together need no plan judged anew. */
export class CompletionThemeSets20261127 extends Migration {
  override up(): void {
    this.addSql(`alter table "completion_step" alter column "theme" type varchar(200)`);
    // Made anew at the next start, with all that is kept.
    this.addSql(`delete from "completion_sum"`);
  }

  override down(): void {
    this.addSql(`delete from "completion_step" where "theme" like '+%'`);
    this.addSql(`alter table "completion_step" alter column "theme" type varchar(40)`);
  }
}
