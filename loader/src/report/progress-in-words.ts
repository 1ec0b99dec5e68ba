import { counted } from '../../../src/ingestion/report/told-report.ts';
import type { Progress } from '../hub/load-answer.ts';

export function progressInWords({ phase, rowsRead, fraction }: Progress, isDryRun: boolean): string {
  const percent = `${Math.floor(fraction * 10) * 10} %`;
  const read = rowsRead === 0 ? '' : `${counted(rowsRead, 'ligne lue', 'lignes lues')}. `;
  if (phase === 'SENDING') return fraction < 1 ? `Envoi du fichier : ${percent}` : 'Le fichier est envoyé…';
  if (phase === 'READING') return `Lecture : ${percent}`;
  if (phase === 'WAITING') return `${read}Un autre chargement est en cours, le vôtre attend son tour…`;
  if (phase === 'LANDING') return `${read}${isDryRun ? 'Essai, dont rien n’est gardé…' : 'Écriture…'}`;
  return `${read}Comparaison avec ce que le hub savait…`;
}
