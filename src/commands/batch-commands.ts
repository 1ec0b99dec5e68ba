import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { HubError } from '../errors.js';
import { counted } from '../ingestion/report/told-report.js';
import { datasetLabels, datasetNameOf } from '../provenance/dataset-name.js';
import { exitCodes, withHub } from './session.js';

interface Batch {
  readonly revision: number;
  readonly dataset: string;
  readonly author: string;
  readonly fileName: string;
  readonly loadedAt: string;
  readonly kind: 'LOAD' | 'UNDO' | 'TERRITORIES';
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly rejected: number;
  readonly undoneBy: { readonly revision: number } | null;
}

interface Undo {
  readonly undoBatch: {
    readonly revision: number;
    readonly undone: number;
    readonly removed: number;
    readonly restored: number;
  };
}

const batchesQuery = `query Batches($first: Int!) {
  batches(first: $first) {
    nodes { revision kind dataset author fileName loadedAt added changed removed rejected undoneBy { revision } }
  }
}`;
const undoMutation = `mutation Undo($revision: Int!, $author: String!) {
  undoBatch(revision: $revision, author: $author) { revision undone removed restored }
}`;

/** The loads that were accepted, and how to undo one. */
export function addBatchCommands(program: Command): void {
  program
    .command('batches')
    .description('Liste les chargements, du plus récent au plus ancien.')
    .option('--nombre <n>', 'combien (20 par défaut, 200 au plus)')
    .action((options: { nombre?: string }, command: Command) => listBatches(options, command));
  program
    .command('undo')
    .argument('<numéro>', 'numéro du chargement, tel que « batches » le donne')
    .option('--auteur <nom>', 'qui annule (par défaut : le compte de cet ordinateur)')
    .description('Annule un chargement : remet chaque valeur comme elle était avant lui.')
    .action((number: string, options: { auteur?: string }, command: Command) =>
      undo(number, options, command),
    );
}

function listBatches({ nombre = '20' }: { nombre?: string }, command: Command): Promise<void> {
  const first = readNumber('--nombre', nombre, 200);
  return withHub(command, async ({ hub, out }) => {
    const { batches } = await hub.ask<{ batches: { nodes: Batch[] } }>(batchesQuery, { first });
    for (const batch of batches.nodes) {
      out.say(`n° ${batch.revision} — ${titleOf(batch)}`, 'title');
      out.say(`${momentOf(batch.loadedAt)}, ${batch.author} : ${batch.fileName}`, 'plain', 4);
      out.say(countsOf(batch), 'faint', 4);
    }
    return exitCodes.done;
  });
}

function undo(number: string, { auteur }: { auteur?: string }, command: Command): Promise<void> {
  const revision = readNumber('numéro', number, 2 ** 31 - 1);
  const author = auteur ?? userInfo().username;
  return withHub(command, async ({ hub, out }) => {
    const { undoBatch } = await hub.ask<Undo>(undoMutation, { revision, author });
    out.say(`Le chargement n° ${revision} est annulé (n° ${undoBatch.revision}).`, 'good');
    out.say(effectOf(undoBatch));
    return exitCodes.done;
  });
}

function effectOf({ removed, restored }: Undo['undoBatch']): string {
  const parts = [
    removed > 0 && counted(removed, 'enregistrement retiré', 'enregistrements retirés'),
    restored > 0 && counted(restored, 'remis comme il était', 'remis comme ils étaient'),
  ];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

/** @throws HubError `INVALID_OPTION` */
function readNumber(name: string, text: string, maximum: number): number {
  const value = Number(text.replace(/^n°\s*/i, ''));
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw new HubError('INVALID_OPTION', {
    name,
    value: text.slice(0, 20),
    expected: `un nombre entier de 1 à ${maximum.toLocaleString('fr-FR')}`,
  });
}

function titleOf({ kind, dataset, undoneBy }: Batch): string {
  const name = datasetNameOf(dataset);
  const what = name === null ? 'Territoires de France' : datasetLabels[name];
  if (kind === 'UNDO') return `${what} (annulation)`;
  return undoneBy === null ? what : `${what} (annulé par le n° ${undoneBy.revision})`;
}

function countsOf({ added, changed, removed, rejected }: Batch): string {
  const counts = [
    added > 0 && counted(added, 'ajouté'),
    changed > 0 && counted(changed, 'modifié'),
    removed > 0 && counted(removed, 'retiré'),
    rejected > 0 && counted(rejected, 'ligne laissée de côté', 'lignes laissées de côté'),
  ];
  return counts.filter((words) => words !== false).join(', ');
}

const momentOf = (iso: string): string =>
  new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });
