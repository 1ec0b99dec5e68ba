import { Migration } from '@mikro-orm/migrations';

/** Whatever an answer may rest on changes with one of these: data by a batch, the others by themselves. */
const tables = ['batch', 'campaign', 'source'];

/** Tells the hubs that hold answers ready, when a transaction commits, that the base is no longer what they answered from. */
export class Changes20261125 extends Migration {
  override up(): void {
    this.addSql(`
      create function announce_change() returns trigger language plpgsql as $announce$
      begin
        perform pg_notify('ctg_hub_changed', '');
        return null;
      end
      $announce$`);
    for (const table of tables) {
      this.addSql(`
        create trigger "${table}_announce_change" after insert or update or delete on "${table}"
        for each statement execute function announce_change()`);
    }
  }

  override down(): void {
    for (const table of tables) this.addSql(`drop trigger "${table}_announce_change" on "${table}"`);
    this.addSql('drop function announce_change()');
  }
}
