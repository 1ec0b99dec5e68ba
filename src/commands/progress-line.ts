import type { LoadProgress } from '../ingestion/load-request.js';

/** Says where a long load is: one line that is written over at a terminal, a line now and then elsewhere. */
export class ProgressLine {
  #last = Date.now();
  #words = '';

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly isRehearsal: boolean,
  ) {}

  readonly show = (progress: LoadProgress): void => {
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

const pauseAtTerminal = 200;
const pauseElsewhere = 5_000;

function wordsOf({ phase, rowsRead, fraction }: LoadProgress, isRehearsal: boolean): string {
  const rows = `${rowsRead.toLocaleString('fr-FR')} lignes`;
  if (phase === 'READING') return `Lecture : ${rows}, ${Math.floor(fraction * 100)} %`;
  if (phase === 'WAITING') return `${rows} lues. Un autre chargement est en cours, le vôtre attend son tour…`;
  if (phase === 'LANDING')
    return `${rows} lues. ${isRehearsal ? 'Essai, dont rien n’est gardé…' : 'Écriture dans la base…'}`;
  return `${rows} lues. Comparaison avec ce que le hub savait…`;
}
