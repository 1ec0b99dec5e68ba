import { Migration } from '@mikro-orm/migrations';

/** Conventions that are over are passed by without being read: territories have a new one every five years. */
export class PlaceEnds20261127 extends Migration {
  override up(): void {
    this.addSql(
      'create index "convention_place_ends_index" on "convention_place" ("territory_id", "within_id", "to_on")',
    );
    this.addSql('drop index "convention_place_shared_index"');
    this.addSql(
      'create index "convention_place_shared_index" on "convention_place" ("territory_id", "to_on") where departments <> 1',
    );
  }

  override down(): void {
    this.addSql('drop index "convention_place_ends_index"');
    this.addSql('drop index "convention_place_shared_index"');
    this.addSql(
      'create index "convention_place_shared_index" on "convention_place" ("territory_id") where departments <> 1',
    );
  }
}
