import { Migration } from '@mikro-orm/migrations';

const counts = [
  'conventions',
  'unsure',
  'with_actions',
  'reporting',
  'declared_objectives',
  'declared_actions',
  'declaring_objectives',
  'declaring_actions',
  'objectives',
  'reached',
  'not_reached',
  'objectives_abandoned',
  'undetermined',
  'without_action',
  'actions',
  'not_started',
  'planned',
  'in_progress',
  'completed',
  'permanent',
  'postponed',
  'abandoned',
  'unknown',
  'overdue',
  'undated',
  'with_rate',
];

/** Completion of each département at any date, kept by the loads. Filled like the steps of coverage. */
export class CompletionSums20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "completion_sum" (
        "department_id" varchar(20) not null,
        "theme" varchar(40) not null,
        "from_on" date not null,
        ${counts.map((name) => `"${name}" int not null`).join(', ')},
        "sum_of_rates" numeric(24,18) not null,
        "reported_population" int not null,
        "oldest_input_at" timestamptz not null,
        "freshest_input_at" timestamptz not null,
        "demonstration" boolean not null,
        primary key ("department_id", "theme", "from_on")
      )`);
    // Made anew at the next start, with all that is kept.
    this.addSql(`delete from "convention_place"`);
    this.addSql(`alter table "convention_place" add column "departments" int not null`);
    this.addSql(
      `create index "convention_place_shared_index" on "convention_place" ("territory_id") where "departments" <> 1`,
    );
  }

  override down(): void {
    this.addSql(`drop index "convention_place_shared_index"`);
    this.addSql(`alter table "convention_place" drop column "departments"`);
    this.addSql(`drop table "completion_sum"`);
  }
}
