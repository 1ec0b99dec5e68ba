import { fetchHub, HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import type { ToldReport } from '../../../src/ingestion/report/told-report.ts';

/** What the person asks for. */
export interface LoadChoice {
  readonly file: File;
  /** Null: recognised by its headers. */
  readonly dataset: string | null;
  readonly replacesYears: boolean;
  readonly validRowsOnly: boolean;
  readonly author: string;
  readonly isDryRun: boolean;
}

export interface Progress {
  readonly phase: 'SENDING' | 'READING' | 'WAITING' | 'LANDING' | 'COMPARING';
  readonly rowsRead: number;
  readonly fraction: number;
}

export interface EndedLoad {
  readonly id: string;
  readonly report: ToldReport;
}

interface Answer {
  readonly id: string;
  readonly progress: Progress;
  readonly report: ToldReport | null;
  readonly errors?: readonly { readonly message: string }[];
}

const pauseMilliseconds = 300;

/** Sends a file and follows its load to the end. */
export async function loadFile(
  choice: LoadChoice,
  onProgress: (progress: Progress) => void,
): Promise<EndedLoad> {
  let answer = await send(choice, onProgress);
  while (answer.report === null) {
    onProgress(answer.progress);
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    const response = await fetchHub(`/loads/${answer.id}`);
    answer = checked((await response.json()) as Answer);
  }
  return { id: answer.id, report: answer.report };
}

/** By XMLHttpRequest: fetch does not say how much of a file has left. */
function send(choice: LoadChoice, onProgress: (progress: Progress) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/loads?${queryOf(choice)}`);
    request.responseType = 'json';
    request.setRequestHeader('X-CTG-Hub', '1');
    request.setRequestHeader('Prefer', 'respond-async');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ phase: 'SENDING', rowsRead: 0, fraction: total === 0 ? 1 : loaded / total });
    request.onload = () => {
      try {
        resolve(checked(request.response as Answer | null));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new HubError(notSent));
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

function checked(answer: Answer | null): Answer {
  if (answer === null)
    throw new HubError('Le hub a donné une réponse inattendue. Réessayez dans un instant.');
  const refusal = answer.errors?.[0];
  if (refusal) throw new HubError(refusal.message);
  return answer;
}
