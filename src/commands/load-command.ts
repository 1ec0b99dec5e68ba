import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { LoadTexts } from './access/hub-client.js';
import { assertFree, existingFile, writeResult } from './files.js';
import { interruptible } from './interruption.js';
import { ownName, quoted } from './own-name.js';
import { ProgressLine } from './progress-line.js';
import { type NextSteps, printReport } from './report/print-report.js';
import { type ExitCode, exitCodes, type Session, withHub } from './session.js';

interface Options {
  readonly jeu?: string;
  readonly territoire?: string;
  readonly auteur?: string;
  readonly lignesValides?: boolean;
  readonly remplacerExercice?: boolean;
  readonly annoter?: string;
  readonly json?: boolean;
}

/** `check` rehearses what `load` does: one command but for that. */
export function addLoadCommands(program: Command): void {
  withOptions(program.command('check'))
    .summary('dit ce qu’un fichier contient, ce qui ne va pas, et ce qu’il changerait')
    .description('Répétition : lit le fichier, dit ce qui ne va pas et ce qu’il changerait. N’écrit rien.')
    .action((path: string, options: Options, command: Command) => loadFile(path, options, true, command));
  withOptions(program.command('load'))
    .summary('charge un fichier, et dit ce qu’il a changé')
    .description('Charge le fichier en entier, ou rien si une ligne est fausse. Ne pose pas de question.')
    .option('--auteur <nom>', 'qui charge (par défaut : le compte de cet ordinateur)')
    .action((path: string, options: Options, command: Command) => loadFile(path, options, false, command));
}

const withOptions = (command: Command): Command =>
  command
    .argument('<fichier>', 'fichier .xlsx, .csv ou .json')
    .option(
      '--jeu <jeu>',
      'ce que contient le fichier, tel que « subventions » (par défaut : reconnu aux en-têtes)',
    )
    .option('--territoire <code>', 'refuse les lignes d’ailleurs, par exemple COMMUNE:49018')
    .option('--lignes-valides', 'charge les bonnes lignes, laisse les fausses dehors')
    .option('--remplacer-exercice', 'retire ce que le hub savait des mêmes territoires et exercices')
    .option('--annoter <sortie.xlsx>', 'écrit un classeur où chaque remarque est à côté de sa cellule')
    .option('--json', 'écrit le rapport en JSON');

function loadFile(path: string, options: Options, dryRun: boolean, command: Command): Promise<void> {
  const file = existingFile(path);
  if (options.annoter) assertFree(options.annoter);
  return withHub(command, (session) => loadWith(session, file, path, options, dryRun));
}

async function loadWith(
  { hub, out, aside, demonstration }: Session,
  file: string,
  path: string,
  options: Options,
  dryRun: boolean,
): Promise<ExitCode> {
  const progress = new ProgressLine(process.stderr, dryRun);
  const { id, report } = await interruptible(aside, (stop) =>
    hub.load(file, textsOf(file, options, dryRun), progress.show, stop).finally(() => progress.clear()),
  );
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else printReport(report, nextSteps(path, options, demonstration), out);
  if (options.annoter) {
    const { bytes } = await hub.download(`/loads/${id}/annotated.xlsx`);
    writeResult(options.annoter, bytes);
    aside.say(`Classeur annoté : ${options.annoter}`);
  }
  return report.isAccepted ? exitCodes.done : exitCodes.refused;
}

/** The commands that follow, in which nothing is lost of how this one was called. */
function nextSteps(path: string, options: Options, demonstration: boolean): NextSteps {
  const { jeu, territoire, auteur, lignesValides, remplacerExercice } = options;
  const call = (...words: readonly (string | false | undefined)[]) =>
    [ownName, demonstration && '--demonstration', ...words]
      .filter((word) => word !== false && word !== undefined)
      .join(' ');
  const load = (takesValidRows: boolean) =>
    call(
      'load',
      quoted(path),
      jeu && `--jeu ${quoted(jeu)}`,
      territoire && `--territoire ${quoted(territoire)}`,
      auteur && `--auteur ${quoted(auteur)}`,
      takesValidRows && '--lignes-valides',
      remplacerExercice && '--remplacer-exercice',
    );
  return {
    load: load(lignesValides === true),
    loadValidRows: remplacerExercice ? null : load(true),
    undo: (revision) => call('undo', String(revision)),
  };
}

function textsOf(file: string, options: Options, dryRun: boolean): LoadTexts {
  const { jeu, territoire, auteur, lignesValides, remplacerExercice } = options;
  return {
    name: basename(file),
    author: auteur ?? userInfo().username,
    dryRun: String(dryRun),
    ...(jeu !== undefined && { dataset: jeu }),
    ...(territoire !== undefined && { territory: territoire }),
    ...(lignesValides && { acceptance: 'VALID_ROWS' }),
    ...(remplacerExercice && { strategy: 'REPLACE_YEAR' }),
  };
}
