import { Migration } from '@mikro-orm/migrations';

/** What an action is followed by, and what that was worth before it began. */
export class ActionIndicators20261127 extends Migration {
  override up(): void {
    this.addSql(`alter table "plan_node" add column "indicator" text null, add column "baseline" text null`);
  }

  override down(): void {
    this.addSql(`alter table "plan_node" drop column "indicator", drop column "baseline"`);
  }
}
