import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Content } from '../config.js';
import type { Database } from '../db/open.js';
import { rows } from '../db/sql.js';
import { HubError } from '../errors.js';
import { keepIfMissing } from '../ingestion/landing/kept.js';
import { loadWithin } from '../ingestion/load.js';
import { type FranceData, readFrance } from '../ingestion/territories/france.js';
import { loadTerritories } from '../ingestion/territories/load-territories.js';
import { TerritoryIndex } from '../ingestion/territories/territory-index.js';
import { demonstrationFiles } from './demonstration/demonstration.js';
import { factFiles } from './facts.js';
import type { ShippedFile } from './shipped-file.js';

/** Where the files that the hub ships are, relative to where it runs. */
const factsDirectory = 'data/facts';
/** Who has loaded what the hub ships. */
export const author = 'ctg-hub';
const fillLock = 4_900_620;

export const contentNames: Readonly<Record<Content, string>> = {
  FACTS: 'des faits réels',
  DEMONSTRATION: 'des données de démonstration',
};

/**
 * Fills an empty base with the territories of France and the content asked for, in one transaction: a process
 * killed on the way leaves the base empty, and the next start begins again. On a filled base, only what loads keep is made up for,
 * if an older hub filled it.
 *
 * @param say reports progress, in French
 * @throws HubError `CONTENT_MISMATCH` when the base holds the other content
 */
export async function fillDatabase(
  database: Database,
  content: Content,
  say: (line: string) => void,
): Promise<void> {
  await forgetUnfinished(database);
  const isToTidy = await database.fork().transactional(async (em) => {
    // Two hubs that start at once on one empty base must not both fill it.
    await rows(em, 'lockFill', sql`select pg_advisory_xact_lock(${fillLock})`);
    const held = await heldContent(em);
    if (held === content) return keepIfMissing(em);
    if (held !== null) {
      throw new HubError('CONTENT_MISMATCH', { held: contentNames[held], asked: contentNames[content] });
    }
    say('Premier démarrage : chargement des communes, EPCI, départements et régions de France…');
    const france = readFrance();
    const territories = await loadTerritories(em, france, author);
    say(`  ${territories.added.toLocaleString('fr-FR')} territoires.`);
    await fillContent(em, content, france, say);
    return true;
  });
  // The planner knows a table only once it has been looked at, and index-only scans need a vacuum.
  if (isToTidy) await rows(database.fork(), 'vacuum', sql`vacuum (analyze)`);
  database.markComplete();
}

/**
 * Of a first load that was killed the server keeps dead rows, and learns after a minute that the tables are empty: it would compare all
 * with all for an hour while they are filled again.
 */
async function forgetUnfinished(database: Database): Promise<void> {
  if ((await heldContent(database.fork())) !== null) return;
  // The killed one's session may live for a moment: it has the lock as long.
  await rows(database.fork(), 'waitForFill', sql`select pg_advisory_xact_lock(${fillLock})`);
  await rows(database.fork(), 'vacuum', sql`vacuum`);
}

/** What a base holds; null while it holds nothing. */
export async function heldContent(em: SqlEntityManager): Promise<Content | null> {
  const [state] = await rows(em, 'heldContent', sql<{ content: Content }>`select content from hub_state`);
  return state?.content ?? null;
}

/** Loads a content over the territories of France. */
export async function fillContent(
  em: SqlEntityManager,
  content: Content,
  france: FranceData,
  say: (line: string) => void,
): Promise<void> {
  const demonstration = content === 'DEMONSTRATION';
  say(`Chargement : ${contentNames[content].replace('des ', '')}…`);
  const territories = await TerritoryIndex.read(em);
  for (const { dataset, fileName, content: text } of shippedFiles(content, france)) {
    const file = { name: fileName, bytes: { kind: 'memory', bytes: Buffer.from(text) } } as const;
    // Facts of public pages are loaded as far as they go; what is left out is listed with its reason.
    const request = { dataset, file, author, demonstration, acceptance: 'VALID_ROWS' } as const;
    const report = await loadWithin(em, request, territories);
    const rejected =
      report.rejected > 0 ? `, ${report.rejected} lignes écartées (« batches » dit pourquoi)` : '';
    say(`  ${dataset.title} : ${report.added.toLocaleString('fr-FR')}${rejected}.`);
  }
  await rows(em, 'markFilled', sql`insert into hub_state (id, content) values (1, ${content})`);
}

const shippedFiles = (content: Content, france: FranceData): ShippedFile[] =>
  content === 'DEMONSTRATION' ? demonstrationFiles(france) : factFiles(factsDirectory);
