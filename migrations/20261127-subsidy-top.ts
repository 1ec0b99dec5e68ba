import { Migration } from '@mikro-orm/migrations';

/** Communes of a year by what they received per inhabitant: the first of them are read without looking at the others. */
export class SubsidyTop20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create index "subsidy_year_top_index" on "subsidy_year"
        ("fiscal_year", "nature", (amount_cents::numeric / nullif(population, 0)) desc nulls last, "territory_id")
        where territory_id like 'commune:%'`);
  }

  override down(): void {
    this.addSql(`drop index "subsidy_year_top_index"`);
  }
}
