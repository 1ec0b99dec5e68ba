import { counted, type ToldReport } from '../../../src/ingestion/report/told-report.ts';

export interface Verdict {
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly title: string;
  readonly text: string;
}

/** The report in two sentences. */
export function verdictOf(report: ToldReport, validRowsOnly: boolean): Verdict {
  const { isAccepted, isDryRun, revision, added, changed, removed, rejected, problemCounts } = report;
  if (!isAccepted) {
    return {
      tone: 'bad',
      title: `${counted(problemCounts.errors, 'erreur')} à corriger.`,
      text: 'Rien n’a été chargé. Corrigez le fichier, enregistrez-le, puis choisissez-le de nouveau.',
    };
  }
  const outside = counted(rejected, 'ligne reste dehors', 'lignes restent dehors');
  if (revision !== null) {
    const rest = rejected === 0 ? '' : ` ${outside} : corrigez-les, puis rechargez le même fichier.`;
    return {
      tone: 'good',
      title: `Chargé : c’est le chargement n° ${revision}.`,
      text: `Il s’annule dans la liste ci-dessous.${rest}`,
    };
  }
  if (added + changed + removed === 0) {
    return rejected > 0
      ? { tone: 'neutral', title: 'Rien à charger :', text: 'aucune ligne du fichier n’est pour le hub.' }
      : { tone: 'neutral', title: 'Rien à changer :', text: 'le hub sait déjà tout ce que dit ce fichier.' };
  }
  return {
    tone: 'good',
    title: 'Ce fichier peut être chargé.',
    text:
      isDryRun && validRowsOnly && rejected > 0
        ? `${outside}. Rien n’est encore écrit.`
        : 'Rien n’est encore écrit.',
  };
}
