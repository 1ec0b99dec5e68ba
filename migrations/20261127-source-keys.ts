import { Migration } from '@mikro-orm/migrations';

/** Where the key of a source that asks for one is found: the name of a setting, never the key. */
export class SourceKeys20261127 extends Migration {
  override up(): void {
    this.addSql(`alter table "source" add column "key_variable" varchar(80) null`);
  }

  override down(): void {
    this.addSql(`alter table "source" drop column "key_variable"`);
  }
}
