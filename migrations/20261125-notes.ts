import { Migration } from '@mikro-orm/migrations';

const tables = ['amendment', 'plan_node', 'progress_entry', 'indicator_value'];

/** Remarks of every loaded record, as conventions and subsidies had them already. */
export class Notes20261125 extends Migration {
  override up(): void {
    for (const table of tables) this.addSql(`alter table "${table}" add column "notes" text null`);
  }
}
