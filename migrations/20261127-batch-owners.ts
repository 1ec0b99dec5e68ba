import { Migration } from '@mikro-orm/migrations';

/** Whose a batch is, where it is asked who loads; and for whom they say that they do. */
export class BatchOwners20261127 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "batch"
        add column "on_behalf_of" varchar(200) null,
        add column "rights" varchar(64) null,
        add column "territory_ids" text[] null`);
  }

  override down(): void {
    this.addSql(
      `alter table "batch" drop column "on_behalf_of", drop column "rights", drop column "territory_ids"`,
    );
  }
}
