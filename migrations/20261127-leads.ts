import { Migration } from '@mikro-orm/migrations';

const accented = 'ÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝàâäáãåçéèêëíìîïñóòôöõúùûüýÿ';
const plain = 'aaaaaaceeeeiiiinooooouuuuyaaaaaaceeeeiiiinooooouuuuyy';

/** What each kind of lead is called, as the hub knew it when it began to keep the kind. */
const kinds: readonly (readonly [pattern: string, kind: string])[] = [
  [String.raw`^caf\y|\ycaisse d allocations familiales\y`, 'CAF'],
  [String.raw`\y(ccas|cias)\y|\ycentre (inter)?communal d action sociale\y`, 'SOCIAL_ACTION_CENTRE'],
  [String.raw`^msa\y|\ymutualite sociale agricole\y`, 'MSA'],
  [
    String.raw`\ycharge(e|s|es| e)? de cooperation\y|^(coordination|coordinateur|coordinatrice|coordonnateur)\y`,
    'COOPERATION_OFFICER',
  ],
  [
    String.raw`\ycentres? (social|sociaux|socioculturels?|socio culturels?)\y|\yespaces? de vie sociale\y`,
    'SOCIAL_CENTRE',
  ],
  [
    String.raw`\y(relais|creches?|multi accueil|halte garderie|laep|mediatheque|ludotheque|maison|residence)\y|\yaccueil de loisirs\y`,
    'FACILITY',
  ],
  [String.raw`^(departement|conseil departemental)\y`, 'DEPARTMENT'],
  [String.raw`^(etat|education nationale|prefecture)\y`, 'STATE'],
  [String.raw`\y(associations?|federation|familles rurales)\y|\ymission locale\y`, 'ASSOCIATION'],
  [
    String.raw`^(services?|direction|communes?|mairie|ville|cc|ca|cu|communaute|agglomeration|metropole|intercommunalite)\y`,
    'LOCAL_AUTHORITY',
  ],
];

const folded = (text: string) =>
  `btrim(regexp_replace(lower(translate(${text}, '${accented}', '${plain}')), '[^a-z0-9]+', ' ', 'g'))`;
const kindOf = (text: string) =>
  `case ${kinds.map(([pattern, kind]) => `when ${folded(text)} ~ '${pattern}' then '${kind}'`).join(' ')} else 'OTHER' end`;

/**
 * Who leads an action may be a person: it goes to a table of its own, and its kind, which figures count, stays. What the journal of
 * batches keeps of earlier leads goes there too, so that an undo still puts them back.
 */
export class Leads20261127 extends Migration {
  override up(): void {
    this.addSql('alter table "plan_node" add column "lead_kind" varchar(40) null');
    this.addSql(`update "plan_node" set "lead_kind" = ${kindOf('"lead"')} where "lead" is not null`);
    this.addSql(`
      create table "node_lead" (
        "plan_node_id" varchar(130) not null,
        "lead" text not null,
        "batch_revision" int not null,
        primary key ("plan_node_id")
      )`);
    this.addSql(`
      insert into "node_lead" select "id", "lead", "batch_revision" from "plan_node" where "lead" is not null`);
    this.addSql('create index "node_lead_batch_revision_index" on "node_lead" ("batch_revision")');
    this.addSql(`
      alter table "node_lead" add constraint "node_lead_plan_node_id_foreign" foreign key ("plan_node_id") references "plan_node" ("id") on update cascade on delete cascade`);
    this.addSql(`
      alter table "node_lead" add constraint "node_lead_batch_revision_foreign" foreign key ("batch_revision") references "batch" ("revision")`);
    this.addSql(`
      insert into "batch_change" ("batch_revision", "table_name", "key", "before")
      select "batch_revision", 'node_lead', "key",
             jsonb_build_object('plan_node_id', "key", 'lead', "before" -> 'lead', 'batch_revision', "before" -> 'batch_revision')
      from "batch_change" where "table_name" = 'plan_node' and "before" ->> 'lead' is not null order by "id"`);
    this.addSql(`
      update "batch_change"
      set "before" = "before" - 'lead' || jsonb_build_object('lead_kind',
        case when "before" ->> 'lead' is not null then ${kindOf(`"before" ->> 'lead'`)} end)
      where "table_name" = 'plan_node'`);
    this.addSql('alter table "plan_node" drop column "lead"');
    for (const event of ['update', 'delete']) {
      this.addSql(`
        create trigger "node_lead_journal_${event}" after ${event} on "node_lead"
        referencing old table as was for each statement execute function journal_change('plan_node_id')`);
    }
  }

  override down(): void {
    throw new Error('Leads are not put back into plans: restore a backup instead.');
  }
}
