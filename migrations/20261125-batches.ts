import { Migration } from '@mikro-orm/migrations';

/** Tables that loads write, with the columns of their keys. */
const loaded: readonly (readonly [table: string, ...key: string[]])[] = [
  ['convention', 'reference'],
  ['signatory', 'convention_reference', 'position'],
  ['convention_theme', 'convention_reference', 'position'],
  ['convention_territory', 'convention_reference', 'territory_id'],
  ['perimeter_member', 'convention_reference', 'territory_id', 'stay'],
  ['amendment', 'convention_reference', 'number'],
  ['plan_node', 'id'],
  ['progress_entry', 'id'],
  ['subsidy', 'reference'],
];

/** Children of a convention were written with it: they now say by which batch, since an amendment may write them too. */
const children = ['signatory', 'convention_theme', 'convention_territory', 'perimeter_member'];
const withSheet = ['convention', 'amendment', 'plan_node', 'progress_entry', 'subsidy'];

/** Batches that say how they were loaded and can be undone: a journal of what each changed or removed. */
export class Batches20261125 extends Migration {
  override up(): void {
    // One statement a call: the embedded engine prepares each.
    this.addSql(`
      alter table "batch"
        add column "kind" varchar(20) not null default 'LOAD',
        add column "strategy" varchar(20) null,
        add column "acceptance" varchar(20) null,
        add column "file_size" bigint null,
        add column "removed" int not null default 0,
        add column "source_id" varchar(36) null,
        add column "undone_by" int null`);
    this.addSql(`update "batch" set "kind" = 'TERRITORIES' where "dataset" = 'territories'`);
    this.addSql(`
      update "batch" set "strategy" = 'ADD_AND_UPDATE', "acceptance" = 'VALID_ROWS' where "dataset" <> 'territories'`);
    this.addSql(`alter table "batch" alter column "kind" drop default, alter column "removed" drop default`);
    this.addSql(`
      alter table "batch" add constraint "batch_undone_by_foreign" foreign key ("undone_by") references "batch" ("revision") on delete set null`);

    for (const table of children) {
      this.addSql(`alter table "${table}" add column "batch_revision" int null`);
      this.addSql(`
        update "${table}" child set "batch_revision" = c."batch_revision"
        from "convention" c where c."reference" = child."convention_reference"`);
      this.addSql(`alter table "${table}" alter column "batch_revision" set not null`);
      this.addSql(`
        alter table "${table}" add constraint "${table}_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    }
    for (const table of withSheet) this.addSql(`alter table "${table}" add column "source_sheet" text null`);
    this.addSql(`alter table "progress_entry" add column "percent" smallint null`);
    this.addSql(`
      alter table "subsidy" add column "operator" text null, add column "facility" text null`);
    this.addSql(`alter table "subsidy" alter column "reference" type varchar(160)`);

    // Amounts come by millions. Loads check in bulk that their territories exist, which is three times faster.
    this.addSql(`alter table "subsidy" drop constraint "subsidy_territory_id_foreign"`);
    this.addSql(`alter table "subsidy" drop constraint "subsidy_batch_revision_foreign"`);

    this.addSql(`
      create table "batch_change" (
        "id" bigserial primary key,
        "batch_revision" int not null,
        "table_name" varchar(40) not null,
        "key" text not null,
        "before" jsonb not null
      )`);
    this.addSql(`
      create index "batch_change_batch_revision_table_name_key_index" on "batch_change" ("batch_revision", "table_name", "key")`);
    this.addSql(`
      create index "batch_change_table_name_key_index" on "batch_change" ("table_name", "key")`);
    this.addSql(journalFunction);
    for (const [table, ...key] of loaded) this.#journal(table, key);
  }

  /** Keeps what each change of the table replaced. A record that the batch itself wrote has no earlier value to keep. */
  #journal(table: string, key: readonly string[]): void {
    const names = key.map((column) => `'${column}'`).join(', ');
    for (const event of ['update', 'delete']) {
      this.addSql(`
        create trigger "${table}_journal_${event}" after ${event} on "${table}"
        referencing old table as was for each statement execute function journal_change(${names})`);
    }
  }

  override down(): void {
    throw new Error('The journal of batches is not undone: restore a backup instead.');
  }
}

const journalFunction = `
  create function journal_change() returns trigger language plpgsql as $journal$
  declare
    revision int := nullif(current_setting('ctg_hub.revision', true), '')::int;
  begin
    if revision is not null then
      insert into batch_change (batch_revision, table_name, key, before)
      select revision, tg_table_name,
             (select string_agg(record.content ->> part.name, '/' order by part.rank)
              from unnest(tg_argv) with ordinality part(name, rank)),
             record.content
      from (select to_jsonb(was) as content from was) record
      where (record.content ->> 'batch_revision')::int <> revision;
    end if;
    return null;
  end
  $journal$`;
