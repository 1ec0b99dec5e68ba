import { leftRowsInWords, leftRowsOf, nothingNewInWords } from '../../../src/ingestion/report/left-rows.ts';
import { counted, isTable, type ToldReport } from '../../../src/ingestion/report/told-report.ts';

export interface Verdict {
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly title: string;
  readonly text: string;
}

/** The report in two sentences. */
export function verdictOf(report: ToldReport, validRowsOnly: boolean): Verdict {
  const { isAccepted, isDryRun, revision, added, changed, removed, problemCounts } = report;
  if (!isAccepted && !isTable(report)) {
    return {
      tone: 'bad',
      title: 'Ce fichier ne peut pas être pris.',
      text: 'Rien n’a été chargé : la remarque ci-dessous dit quoi faire.',
    };
  }
  if (!isAccepted) {
    return {
      tone: 'bad',
      title: `${counted(problemCounts.errors, 'erreur')} à corriger.`,
      text: 'Rien n’a été chargé. Corrigez le fichier, enregistrez-le, puis choisissez-le de nouveau.',
    };
  }
  const left = leftRowsInWords(report);
  if (revision !== null) {
    return {
      tone: 'good',
      title: `Chargé : c’est le chargement n° ${revision}.`,
      text: `Il s’annule dans la liste ci-dessous. ${left}`,
    };
  }
  if (added + changed + removed === 0) {
    const [title, text] = nothingNewInWords(report);
    return { tone: 'neutral', title, text: `${text} ${left}` };
  }
  const { wrong } = leftRowsOf(report);
  const outside = `${counted(wrong, 'ligne fausse restera', 'lignes fausses resteront')} dehors. `;
  return {
    tone: 'good',
    title: 'Ce fichier peut être chargé.',
    text: `${isDryRun && validRowsOnly && wrong > 0 ? outside : ''}Rien n’est encore écrit.`,
  };
}
