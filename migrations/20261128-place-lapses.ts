import { Migration } from '@mikro-orm/migrations';

/** Conventions that are over for good are passed by as those that have left a place are: a territory has a new one every five years. */
export class PlaceLapses20261128 extends Migration {
  override up(): void {
    this.addSql('alter table "convention_place" add column "lapses_on" date null');
    this.addSql(`
      update "convention_place" place
      set "lapses_on" = least(place."to_on", (
        select "from_on" from "convention_state" stood
        where stood."reference" = place."reference" and stood."rule" = 'PERIOD' and stood."state" = 'ENDED' and stood."to_on" = 'infinity'
      ))`);
    this.addSql('alter table "convention_place" alter column "lapses_on" set not null');
    this.addSql('drop index "convention_place_ends_index"');
    this.addSql(
      'create index "convention_place_lapses_index" on "convention_place" ("territory_id", "within_id", "lapses_on")',
    );
    this.addSql('drop index "convention_place_shared_index"');
    this.addSql(
      'create index "convention_place_shared_index" on "convention_place" ("territory_id", "lapses_on") where departments <> 1',
    );
    this.addSql(
      'create index "convention_place_nowhere_index" on "convention_place" ("territory_id") where departments = 0',
    );
  }

  override down(): void {
    this.addSql('alter table "convention_place" drop column "lapses_on"');
    this.addSql('drop index "convention_place_nowhere_index"');
    this.addSql(
      'create index "convention_place_ends_index" on "convention_place" ("territory_id", "within_id", "to_on")',
    );
    this.addSql(
      'create index "convention_place_shared_index" on "convention_place" ("territory_id", "to_on") where departments <> 1',
    );
  }
}
