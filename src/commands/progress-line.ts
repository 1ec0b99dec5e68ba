import type { LoadProgress } from '../ingestion/load-request.js';
import { counted } from '../ingestion/report/told-report.js';

/** Says where a long load is: one line that is written over at a terminal, a line now and then elsewhere. */
export class ProgressLine {
  #last = Date.now();
  #words = '';
  #waitsSince: number | null = null;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly isRehearsal: boolean,
  ) {}

  readonly show = (progress: LoadProgress): void => {
    // Every load asks for its turn, and most have it at once: none is said to wait before it does.
    this.#waitsSince = progress.phase === 'WAITING' ? (this.#waitsSince ?? Date.now()) : null;
    if (this.#waitsSince !== null && Date.now() - this.#waitsSince < shortWait) return;
    const words = wordsOf(progress, this.isRehearsal);
    // A load that is soon over says nothing of its progress, and one that stays where it is says so once.
    const pause = this.stream.isTTY ? pauseAtTerminal : pauseElsewhere;
    if (words === this.#words || Date.now() - this.#last < pause) return;
    this.#last = Date.now();
    this.#words = words;
    this.stream.write(this.stream.isTTY ? `\r\x1b[2K${words}` : `${words}\n`);
  };

  clear(): void {
    if (this.#words !== '' && this.stream.isTTY) this.stream.write('\r\x1b[2K');
  }
}

const shortWait = 700;
const pauseAtTerminal = 200;
const pauseElsewhere = 5_000;

function wordsOf({ phase, rowsRead, fraction }: LoadProgress, isRehearsal: boolean): string {
  const read = rowsRead === 0 ? '' : `${counted(rowsRead, 'ligne lue', 'lignes lues')}. `;
  if (phase === 'READING')
    return `Lecture : ${counted(rowsRead, 'ligne', 'lignes')}, ${Math.floor(fraction * 100)} %`;
  if (phase === 'WAITING') return `${read}Un autre chargement est en cours, le vôtre attend son tour…`;
  if (phase === 'LANDING')
    return `${read}${isRehearsal ? 'Essai, dont rien n’est gardé…' : 'Écriture dans la base…'}`;
  return `${read}Comparaison avec ce que le hub savait…`;
}
