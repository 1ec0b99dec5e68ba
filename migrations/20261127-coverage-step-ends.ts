import { Migration } from '@mikro-orm/migrations';

/** Until when each step of coverage holds, so that those of all communes on a day are found at once. */
export class CoverageStepEnds20261127 extends Migration {
  override up(): void {
    this.addSql(`alter table "coverage_step" add column "to_on" date null`);
    this.addSql(`
      update "coverage_step" s set "to_on" = next."to_on"
      from (
        select "territory_id", "within_id", "rule", "from_on",
               lead("from_on", 1, 'infinity') over (partition by "territory_id", "within_id", "rule" order by "from_on") as "to_on"
        from "coverage_step"
      ) next
      where next."territory_id" = s."territory_id" and next."within_id" = s."within_id" and next."rule" = s."rule"
        and next."from_on" = s."from_on"`);
    this.addSql(`alter table "coverage_step" alter column "to_on" set not null`);
    for (const rule of ['PERIOD', 'PERIOD_AND_SIGNED']) {
      this.addSql(`
        create index "coverage_step_${rule.toLowerCase()}_index" on "coverage_step" using gist (daterange(from_on, to_on))
        where rule = '${rule}' and territory_id like 'commune:%'`);
    }
  }

  override down(): void {
    this.addSql(`alter table "coverage_step" drop column "to_on"`);
  }
}
