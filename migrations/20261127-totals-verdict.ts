import { Migration } from '@mikro-orm/migrations';

/** What the last comparison of the kept figures with the loaded data has found: one row, read by every readiness probe. */
export class TotalsVerdict20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "totals_verdict" (
        "id" int not null,
        "checked_at" timestamptz not null,
        "checked_by" varchar(20) not null,
        "revision" int not null,
        "wrong" jsonb not null,
        constraint "totals_verdict_pkey" primary key ("id")
      )`);
  }

  override down(): void {
    this.addSql(`drop table "totals_verdict"`);
  }
}
