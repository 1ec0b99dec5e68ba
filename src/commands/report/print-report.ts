import { leftRowsInWords, leftRowsOf, nothingNewInWords } from '../../ingestion/report/left-rows.js';
import type { ToldReport } from '../../ingestion/report/told-report.js';
import { counted, isTable } from '../../ingestion/report/told-report.js';
import { datasetLabels, datasetWords } from '../../provenance/dataset-name.js';
import { printCauses } from './print-causes.js';
import { printChanges } from './print-changes.js';
import { printImpact } from './print-impact.js';
import type { Output } from './terminal.js';

/** What there is to do next, to be typed as it stands: with the options that the command was called with. */
export interface NextSteps {
  readonly load: string;
  /** Null where part of the rows cannot be loaded alone. */
  readonly loadValidRows: string | null;
  readonly undo: (revision: number) => string;
}

/** The whole report: what was read, what is wrong, what it does, and what to do now. */
export function printReport(report: ToldReport, next: NextSteps, out: Output): void {
  printReading(report, out);
  printCauses(report, out);
  const { isAccepted, added, changed, removed } = report;
  if (isAccepted && added + changed + removed > 0) {
    printCounts(report, out);
    printChanges(report, out);
    printImpact(report.impact, out);
  }
  out.say();
  if (report.isAccepted) printAccepted(report, next, out);
  else printRefused(report, next, out);
}

function printReading(
  { fileName, dataset, rowsRead, milliseconds }: ToldReport,
  { say }: Pick<Output, 'say'>,
): void {
  const what = dataset === null ? 'jeu de données non reconnu' : datasetLabels[dataset];
  const seconds = (milliseconds / 1_000).toLocaleString('fr-FR', { maximumFractionDigits: 1 });
  say(`${fileName} — ${what}`, 'title');
  say(`${counted(rowsRead, 'ligne lue', 'lignes lues')} en ${seconds} s`, 'faint');
}

function printCounts(report: ToldReport, { say }: Pick<Output, 'say'>): void {
  const { added, changed, removed, unchanged, rejected, isDryRun } = report;
  say();
  say(isDryRun ? 'Ce que le chargement ferait' : 'Ce que le chargement a fait', 'title');
  const lines: readonly (readonly [count: number, words: string])[] = [
    [added, added < 2 ? 'ajouté' : 'ajoutés'],
    [changed, changed < 2 ? 'modifié' : 'modifiés'],
    [removed, removed < 2 ? 'retiré' : 'retirés'],
    [unchanged, unchanged < 2 ? 'déjà connu, inchangé' : 'déjà connus, inchangés'],
    [rejected, rejected < 2 ? 'ligne laissée de côté' : 'lignes laissées de côté'],
  ];
  const shown = lines.filter(([count]) => count > 0);
  const width = Math.max(...shown.map(([count]) => count.toLocaleString('fr-FR').length));
  for (const [count, words] of shown) {
    say(`${count.toLocaleString('fr-FR').padStart(width, ' ')} ${words}`, 'plain', 2);
  }
}

function printAccepted(report: ToldReport, next: NextSteps, { say, command }: Output): void {
  const { isDryRun, revision, added, changed, removed } = report;
  const isNew = added + changed + removed > 0;
  const isLoaded = !isDryRun && revision !== null;
  if (isLoaded) say(`Chargé : c’est le chargement n° ${revision}.`, 'good');
  else if (isNew) say('Ce fichier peut être chargé. Rien n’est encore écrit.', 'good');
  else say(nothingNewInWords(report).join(' '), report.unchanged > 0 ? 'good' : 'warning');
  const left = leftRowsInWords(report);
  if (left !== '') say(left, leftRowsOf(report).wrong > 0 ? 'warning' : 'plain');
  if (isLoaded) {
    say('Pour revenir en arrière :');
    command(next.undo(revision));
  } else if (isNew) {
    say('Pour le charger :');
    command(next.load);
  }
}

function printRefused(report: ToldReport, next: NextSteps, { say, command }: Output): void {
  const { isDryRun, rowsRead, rejected, problemCounts } = report;
  const { wrong } = leftRowsOf(report);
  const errors = counted(problemCounts.errors, 'erreur');
  say(
    isDryRun
      ? `Ce fichier serait refusé : ${errors} à corriger.`
      : `Refusé : ${errors} à corriger. Rien n’a été chargé.`,
    'bad',
  );
  if (isTable(report)) say('Corrigez le fichier, enregistrez-le, puis relancez la même commande.');
  if (report.groups.some(({ problem }) => problem.code === 'UNKNOWN_DATASET')) {
    const words = Object.values(datasetWords).join(', ');
    say(`Pour dire ce que contient le fichier, ajoutez à la commande --jeu et l’un de ces mots : ${words}.`);
  }
  const valid = rowsRead - rejected;
  if (valid > 0 && wrong > 0 && next.loadValidRows !== null) {
    const left = counted(wrong, 'ligne', 'lignes');
    const good = valid < 2 ? 'celle qui est bonne' : `les ${valid.toLocaleString('fr-FR')} bonnes`;
    say(`Ou laissez ${left} dehors, et chargez ${good} :`);
    command(next.loadValidRows);
  }
}
