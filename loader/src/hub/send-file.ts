import { sayKeyIsAsked } from '../../../explorer/src/hub/access-key.ts';
import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import { pageHeaders } from '../../../explorer/src/hub/page-headers.ts';
import { checked, type LoadAnswer, own, type Progress, Stopped } from './load-answer.ts';
import type { LoadChoice } from './loads.ts';

/** By XMLHttpRequest: fetch does not say how much of a file has left. */
export function sendFile(
  choice: LoadChoice,
  onProgress: (progress: Progress) => void,
  stop: AbortSignal,
): Promise<LoadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/loads?${queryOf(choice)}`);
    request.responseType = 'json';
    for (const [name, value] of Object.entries({ ...own, ...pageHeaders() }))
      request.setRequestHeader(name, value);
    request.setRequestHeader('Prefer', 'respond-async');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ phase: 'SENDING', rowsRead: 0, fraction: total === 0 ? 1 : loaded / total });
    request.onload = () => {
      if (request.status === 401) sayKeyIsAsked();
      try {
        resolve(checked(request.response as LoadAnswer | null));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new HubError(notSent));
    request.onabort = () => reject(new Stopped());
    // Once all has left the hub may have begun: it is asked to stop as soon as it answers.
    let hasLeft = false;
    request.upload.onload = () => {
      hasLeft = true;
    };
    stop.addEventListener('abort', () => {
      if (!hasLeft) request.abort();
    });
    request.send(choice.file);
  });
}

const notSent =
  'Le fichier n’est pas parti. S’il a changé depuis que vous l’avez choisi, choisissez-le de nouveau ; sinon, le hub ne répond pas.';

function queryOf({
  file,
  dataset,
  replacesYears,
  validRowsOnly,
  author,
  isDryRun,
}: LoadChoice): URLSearchParams {
  const query = new URLSearchParams({ name: file.name, author, dryRun: String(isDryRun) });
  if (dataset !== null) query.set('dataset', dataset);
  if (replacesYears) query.set('strategy', 'REPLACE_YEAR');
  if (validRowsOnly) query.set('acceptance', 'VALID_ROWS');
  return query;
}
