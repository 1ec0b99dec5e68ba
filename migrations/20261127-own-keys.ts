import { Migration } from '@mikro-orm/migrations';

/** Identifiers that are a territory's own (`~@territory/identifier`) are looked for by what the file says. */
export class OwnKeys20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create index "subsidy_own_key_index" on "subsidy" (substr(reference, strpos(reference, '/') + 1))
      where reference like '~@%'`);
  }

  override down(): void {
    this.addSql(`drop index "subsidy_own_key_index"`);
  }
}
