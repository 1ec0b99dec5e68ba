import { Migration } from '@mikro-orm/migrations';

const counts = [
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
];

/** Completion of each convention's plan at any date, kept by the loads. Filled like the steps of coverage. */
export class CompletionSteps20261127 extends Migration {
  override up(): void {
    this.addSql(`
      create table "completion_step" (
        "reference" varchar(60) not null,
        "theme" varchar(40) not null,
        "from_on" date not null,
        "to_on" date not null,
        ${counts.map((name) => `"${name}" int not null`).join(', ')},
        "reporting" boolean not null,
        "oldest_input_at" timestamptz not null,
        "freshest_input_at" timestamptz not null,
        primary key ("reference", "theme", "from_on")
      )`);
  }

  override down(): void {
    this.addSql(`drop table "completion_step"`);
  }
}
