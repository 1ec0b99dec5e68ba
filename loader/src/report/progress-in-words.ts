import type { Progress } from '../hub/loads.ts';

export function progressInWords({ phase, rowsRead, fraction }: Progress): string {
  const percent = `${Math.floor(fraction * 10) * 10} %`;
  const rows = `${rowsRead.toLocaleString('fr-FR')} lignes`;
  if (phase === 'SENDING') return `Envoi du fichier : ${percent}`;
  if (phase === 'READING') return `Lecture : ${percent}`;
  if (phase === 'WAITING')
    return `${rows} lues. Un autre chargement est en cours : le vôtre attend son tour…`;
  if (phase === 'LANDING') return `${rows} lues. Écriture…`;
  return `${rows} lues. Comparaison avec ce que le hub savait…`;
}
