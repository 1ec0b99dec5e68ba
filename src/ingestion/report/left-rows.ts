import { counted, type ToldReport } from './told-report.js';

/** Rows that a load leaves out, by why: only the wrong ones are for their author to mend. */
export interface LeftRows {
  /** Lines that add up others. */
  readonly totals: number;
  /** Right, but not for the hub. */
  readonly notForHub: number;
  readonly wrong: number;
}

type Told = Pick<ToldReport, 'groups' | 'rejected'>;

const totalCode = 'TOTAL_LINE';

export function leftRowsOf({ groups, rejected }: Told): LeftRows {
  // A row that is left out without an error is looked at no further: it has that one remark.
  const left = groups.filter(({ problem }) => problem.rejects && problem.severity !== 'ERROR');
  const sum = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((total, { count }) => total + count, 0);
  const totals = sum(left.filter(({ problem }) => problem.code === totalCode));
  const all = sum(left);
  return { totals, notForHub: all - totals, wrong: rejected - all };
}

/** What became of the rows that are left out, in sentences; empty when there is none. */
export function leftRowsInWords(report: Told): string {
  const { totals, notForHub, wrong } = leftRowsOf(report);
  const mended = wrong === 1 ? 'corrigez-la' : 'corrigez-les';
  return [
    totals > 0 && `${totalsInWords(report, totals)}.`,
    notForHub > 0 && `${counted(notForHub, 'ligne n’est pas', 'lignes ne sont pas')} pour le hub.`,
    wrong > 0 &&
      `${counted(wrong, 'ligne reste', 'lignes restent')} dehors : ${mended}, puis rechargez le même fichier.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function totalsInWords({ groups }: Told, totals: number): string {
  const areChecked = groups.every(
    ({ problem }) => problem.code !== totalCode || problem.message.includes('a été vérifié'),
  );
  return areChecked
    ? counted(totals, 'ligne de total, comparée et non comptée', 'lignes de total, comparées et non comptées')
    : counted(totals, 'ligne de total, non comptée', 'lignes de total, non comptées');
}

/** Why a file that was accepted changes nothing: two parts of a sentence. */
export function nothingNewInWords(
  report: Told & Pick<ToldReport, 'unchanged'>,
): [title: string, text: string] {
  const { wrong } = leftRowsOf(report);
  if (report.unchanged > 0) {
    const known = wrong > 0 ? 'tout ce que disent les lignes valides' : 'tout ce que dit ce fichier';
    return ['Rien à changer :', `le hub sait déjà ${known}.`];
  }
  return ['Rien à charger :', `aucune ligne du fichier n’est ${wrong > 0 ? 'valide' : 'pour le hub'}.`];
}
