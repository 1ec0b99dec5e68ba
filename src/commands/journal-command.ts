import type { Command } from 'commander';
import { readTerritoryCode } from '../access/territory-code.rules.js';
import { isLocalDate } from '../calendar.js';
import { HubError } from '../errors.js';
import { counted } from '../ingestion/report/told-report.js';
import { JournalKind, success } from '../journal/journal.rules.js';
import { foldName } from '../territory/territory.rules.js';
import type { Output } from './report/terminal.js';
import { exitCodes, withHub } from './session.js';

interface Line {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly kind: JournalKind;
  readonly origin: string;
  readonly viewerName: string | null;
  readonly keyId: string | null;
  readonly asked: readonly string[];
  readonly askedMore: number;
  readonly revision: number | null;
  readonly outcome: string;
  readonly count: number;
}

interface Answer {
  readonly journal: { readonly totalCount: number; readonly nodes: readonly Line[] };
}

interface Options {
  readonly qui?: string;
  readonly genre?: string;
  readonly depuis?: string;
  readonly jusque?: string;
  readonly territoire?: string;
  readonly personnes?: boolean;
  readonly nombre?: string;
}

const question = `query Journal($viewer: String, $kinds: [JournalKind!], $from: Date, $to: Date, $territory: TerritoryRef,
    $readsContacts: Boolean, $first: Int!) {
  journal(viewer: $viewer, kinds: $kinds, from: $from, to: $to, territory: $territory, readsContacts: $readsContacts, first: $first) {
    totalCount
    nodes { firstAt lastAt kind origin viewerName keyId asked askedMore revision outcome count }
  }
}`;

const words: Readonly<Record<JournalKind, string>> = {
  [JournalKind.READ]: 'lecture',
  [JournalKind.EXPORT]: 'export',
  [JournalKind.LOAD]: 'chargement',
  [JournalKind.ADMINISTRATION]: 'administration',
  [JournalKind.UPKEEP]: 'entretien',
};
const kinds = Object.values(JournalKind);

/** Who asked the hub for what. */
export function addJournalCommand(program: Command): void {
  program
    .command('journal')
    .option('--qui <nom>', 'un nom, ou l’identifiant d’une clé')
    .option('--genre <genre>', kinds.map((kind) => words[kind]).join(', '))
    .option('--depuis <jour>', 'à partir de ce jour, tel que 2026-11-27')
    .option('--jusque <jour>', 'jusqu’à ce jour, compris')
    .option(
      '--territoire <code>',
      'nommé dans la demande, lui ou ce qu’il contient, par exemple DEPARTEMENT:49',
    )
    .option('--personnes', 'seulement ce qui a lu des textes où une personne peut être nommée')
    .option('--nombre <n>', 'combien (50 par défaut, 1000 au plus)')
    .description('Dit qui a lu, exporté, chargé ou administré quoi, du plus récent au plus ancien.')
    .action((options: Options, command: Command) => tellJournal(options, command));
}

function tellJournal(options: Options, command: Command): Promise<void> {
  const { qui, genre, depuis, jusque, territoire, personnes, nombre = '50' } = options;
  const variables = {
    viewer: qui ?? null,
    kinds: genre === undefined ? null : [readKind(genre)],
    from: depuis === undefined ? null : readDay('--depuis', depuis),
    to: jusque === undefined ? null : readDay('--jusque', jusque),
    territory: territoire === undefined ? null : readTerritory(territoire),
    readsContacts: personnes ?? null,
    first: readNumber(nombre),
  };
  return withHub(command, async ({ hub, out }) => {
    const { totalCount, nodes } = (await hub.ask<Answer>(question, variables)).journal;
    for (const line of nodes) describe(line, out);
    if (totalCount > nodes.length)
      out.say(`… et ${counted(totalCount - nodes.length, 'autre ligne', 'autres lignes')}.`, 'faint');
    if (totalCount === 0) out.say('Rien de tel dans le journal.');
    return exitCodes.done;
  });
}

function describe(line: Line, out: Output): void {
  const { firstAt, lastAt, kind, origin, viewerName, keyId, asked, askedMore, revision, outcome, count } =
    line;
  const until = count > 1 ? ` à ${momentOf(lastAt)}, ${count} fois` : '';
  const who =
    viewerName === null ? 'personne de connu' : `${viewerName}${keyId === null ? '' : ` (${keyId})`}`;
  out.say(
    `${momentOf(firstAt)}${until} — ${words[kind]}, ${kind === JournalKind.UPKEEP ? 'le hub' : who}`,
    'title',
  );
  for (const field of asked) out.say(field, 'plain', 4);
  if (askedMore > 0) out.say(`… et ${counted(askedMore, 'autre')}`, 'plain', 4);
  const at = revision === null ? '' : `révision ${revision}, `;
  out.say(
    `${at}par ${origin}${outcome === success ? '' : `, ${outcome}`}`,
    outcome === success ? 'faint' : 'bad',
    4,
  );
}

const wrong = (name: string, value: string, expected: string) =>
  new HubError('INVALID_OPTION', { name, value: value.slice(0, 40), expected });

/** @throws HubError `INVALID_OPTION` */
function readKind(text: string): JournalKind {
  const found = kinds.find((kind) => [kind, words[kind]].some((word) => foldName(word) === foldName(text)));
  if (found) return found;
  throw wrong('--genre', text, kinds.map((kind) => words[kind]).join(', '));
}

/** @throws HubError `INVALID_OPTION` */
function readDay(name: string, text: string): string {
  if (isLocalDate(text)) return text;
  throw wrong(name, text, 'un jour, tel que 2026-11-27');
}

/** @throws HubError `INVALID_OPTION` */
function readTerritory(text: string) {
  const found = readTerritoryCode(text);
  if (found) return found;
  throw wrong('--territoire', text, 'son espèce et son code, par exemple DEPARTEMENT:49 ou COMMUNE:49018');
}

/** @throws HubError `INVALID_OPTION` */
function readNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw wrong('--nombre', text, 'un nombre entier de 1 à 1000');
}

const momentOf = (iso: string): string =>
  new Date(iso).toLocaleString('fr-FR', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Paris',
  });
