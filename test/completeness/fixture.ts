import { sql } from 'kysely';
import { recordReceptions } from '../../src/completeness/reception.sql.js';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import type { TestHub } from '../hub.js';

export const subsidyHeader =
  'amount_id;territory_kind;territory_code;year_start;year_end;amount;nature;periodicity';

/** Loads a file as if at an instant, and records what it brought. Returns its revision. */
export async function loadAt(
  hub: TestHub,
  dataset: Dataset,
  loadedAt: string,
  lines: readonly string[],
): Promise<number> {
  const report = await hub.load(dataset, lines);
  if (report.revision === null || report.rejected > 0) throw new Error(JSON.stringify(report.problems));
  const em = hub.database.fork();
  await rows(
    em,
    'at',
    sql`update batch set loaded_at = ${loadedAt}::timestamptz where revision = ${report.revision}`,
  );
  await recordReceptions(em, report.revision);
  return report.revision;
}

/** A batch of indicators written by hand: a value of one kind for each territory. */
export async function putIndicators(
  hub: TestHub,
  year: number,
  territories: readonly string[],
): Promise<number> {
  const em = hub.database.fork();
  const [batch] = await rows(
    em,
    'batch',
    sql<{ revision: number }>`
      insert into batch (revision, kind, dataset, author, file_name, sha256, loaded_at, rows_read, added, changed, removed,
                         unchanged, rejected, problems, demonstration)
      select max(revision) + 1, 'LOAD', 'indicators', 'Caf', 'i.csv', repeat('0', 64), now(), 1, 1, 0, 0, 0, 0, '[]'::jsonb, false
      from batch returning revision`,
  );
  const revision = batch?.revision ?? 0;
  await rows(
    em,
    'values',
    sql`insert into indicator_value (id, territory_id, kind, observed_on, observed_precision, year, value, unit, state,
                                     batch_revision, demonstration)
        select t || ${`/BIRTHS/${year}-12-31/`}, t, 'BIRTHS', make_date(${year}, 12, 31), 'YEAR', ${year}, null, 'naissances',
               'SUPPRESSED', ${revision}, false
        from unnest(${territories}::text[]) t`,
  );
  await recordReceptions(em, revision);
  return revision;
}

/**
 * CC Baugeois Vallée, seven communes, in every state: Baugé covered, Beaufort from the middle of 2023, Mazé between two
 * periods, La Ménitré without dates, Noyant and then others under one perimeter that moves, and a CTG that names nobody.
 */
export async function loadBaugeois(hub: TestHub): Promise<void> {
  await loadAt(hub, conventions, '2023-01-05T10:00:00Z', [
    'convention_ref,territory_name,kind,siren,departement_code,start_date,end_date,start_year,end_year,n_communes,member_insee',
    'A-1,Baugé,commune,,49,2022-01-01,2024-12-31,,,1,49018',
    'B-1,Beaufort,commune,,49,2023-07-01,2026-12-31,,,1,49021',
    'C-1,Mazé,commune,,49,2018-01-01,2021-12-31,,,1,49194',
    'D-1,La Ménitré,commune,,49,,,,,1,49201',
    'E-1,Noyant et Les Bois,multi_commune,,49,2020-01-01,2028-12-31,,,2,49228|49138',
    'F-1,Baugeois nord,infra_epci,244900882,49,,,2023,2027,3,',
  ]);
  await loadAt(hub, amendments, '2024-07-01T10:00:00Z', [
    'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
    'C-1,1,prolongation,2024-06-01,2026-12-31,,,Reprise après deux ans et demi',
    'E-1,1,périmètre,2023-03-15,,,49138,Les Bois sort',
    'E-1,2,périmètre,2024-01-01,,49237,,La Pellerine entre',
  ]);
  await loadAt(hub, planNodes, '2023-02-01T10:00:00Z', [
    'objective_id,convention_ref,level,title,parent_title,thematique,echeance',
    'O1,A-1,objectif,Objectif,,,',
    'O1a,A-1,action,Action,O1,,',
    'P1,B-1,objectif,Objectif seul,,,',
    'M1,C-1,action,Action,,,',
    'Q1,D-1,action,Action,,,',
  ]);
  await loadAt(hub, progress, '2023-12-01T10:00:00Z', [
    'convention_ref;objective_id;status;status_date',
    'A-1;O1a;en cours;2022-11-30',
    'A-1;O1a;réalisé;',
    'C-1;M1;réalisé;2023-05-31',
    'D-1;Q1;réalisé;2023-05-31',
  ]);
  await loadAt(hub, subsidies, '2023-02-10T10:00:00Z', [
    subsidyHeader,
    'f1;commune;49018;2023;2023;90;prévisionnel;annuel',
    'f2;commune;49021;2023;2023;90;prévisionnel;annuel',
  ]);
}

export const baugeoisCommunes = ['49018', '49021', '49138', '49194', '49201', '49228', '49237'] as const;

/** A made-up state of the base: conventions of one commune each, and amounts. */
export interface Story {
  readonly conventions: readonly {
    readonly code: string;
    readonly bounds: readonly [string | null, string | null];
    readonly stay: readonly [string | null, string | null];
    /** A new end, in effect at the start of the stay, or on no known day. */
    readonly amendment: string | null;
  }[];
  readonly amounts: readonly {
    readonly code: string;
    readonly year: number | null;
    readonly nature: string;
  }[];
  readonly dueOn: string | null;
}

const ordered = ([a, b]: readonly [string | null, string | null]) =>
  a !== null && b !== null && a > b ? [b, a] : [a, b];

/** Puts a story in place of all conventions and amounts, in one batch. */
export async function tell(hub: TestHub, { conventions: texts, amounts, dueOn }: Story): Promise<void> {
  const em = hub.database.fork();
  const run = (statement: ReturnType<typeof sql>) => rows(em, 'story', statement);
  for (const table of ['subsidy', 'convention', 'campaign', 'reception']) {
    await run(sql`delete from ${sql.table(table)}`);
  }
  for (const [index, { code, bounds, stay, amendment }] of texts.entries()) {
    const [[startsOn, endsOn], [joinedOn, leftOn]] = [ordered(bounds), ordered(stay)];
    const reference = `R-${index}`;
    await run(sql`
      insert into convention (reference, title, lineage, scale, starts_on, ends_on, perimeter_basis, perimeter_complete,
                              batch_revision, demonstration)
      values (${reference}, 'x', 'x', 'COMMUNE', ${startsOn ?? null}::date, ${endsOn ?? null}::date, 'LISTED', true, 1, false)`);
    await run(sql`
      insert into perimeter_member (convention_reference, territory_id, stay, joined_on, left_on, batch_revision)
      values (${reference}, ${`commune:${code}`}, 1, ${joinedOn ?? null}::date, ${leftOn ?? null}::date, 1)`);
    if (joinedOn || amendment) {
      await run(sql`
        insert into amendment (convention_reference, number, kind, effective_on, ends_on, summary, batch_revision, demonstration)
        values (${reference}, 1, 'PROLONGATION', ${joinedOn ?? null}::date, ${amendment}::date, 'x', 1, false)`);
    }
  }
  for (const [index, { code, year, nature }] of amounts.entries()) {
    const setAside = year === null ? 'YEAR_UNKNOWN' : nature === 'UNKNOWN' ? 'NATURE_UNKNOWN' : null;
    await run(sql`
      insert into subsidy (reference, territory_id, fiscal_year, year_from, year_to, periodicity, amount_cents, precision,
                           sector, funding_line, section, nature, set_aside, batch_revision, demonstration)
      values (${`P-${index}`}, ${`commune:${code}`}, ${year}, ${year}, ${year}, 'YEARLY', 1, 'EXACT', 'YOUTH', 'CLAS', 'UNKNOWN',
              ${nature}, ${setAside}, 1, false)`);
  }
  if (dueOn !== null) {
    await run(sql`
      insert into campaign (dataset, fiscal_year, nature, due_on, author, set_at)
      select unnest(array['CONVENTIONS', 'SUBSIDIES']), 2022, unnest(array['', 'REAL']), ${dueOn}::date, 'Caf 49', now()`);
  }
  await recordReceptions(em, 1);
}
