import { ownName } from './own-name.js';
import type { Output } from './report/terminal.js';
import { exitCodes } from './session.js';

/** npm hands Ctrl+C on to a command that the terminal has told already: these are one. */
const oneGesture = 500;

/**
 * Lets Ctrl+C stop some work in good order: once asks it to stop, and its end says how it went; once more leaves without
 * waiting. A command that just went away would leave the hub writing, and nobody told.
 */
export async function interruptible<Result>(
  aside: Pick<Output, 'say'>,
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  let askedAt = 0;
  const onInterrupt = () => {
    const now = Date.now();
    if (!stop.signal.aborted) {
      askedAt = now;
      aside.say(
        '\nArrêt demandé : l’étape en cours se termine… (Ctrl+C de nouveau : partir sans attendre.)',
        'warning',
      );
      stop.abort();
    } else if (now - askedAt > oneGesture) {
      aside.say(`\nSans réponse du hub : « ${ownName} batches » dit si le fichier a été chargé.`, 'bad');
      process.exit(exitCodes.refused);
    }
  };
  process.on('SIGINT', onInterrupt);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
