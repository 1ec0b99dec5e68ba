import { fetchHub, HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import type { ToldReport } from '../../../src/ingestion/report/told-report.ts';
import { checked, type LoadAnswer, own, type Progress } from './load-answer.ts';
import { sendFile } from './send-file.ts';

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

export interface EndedLoad {
  readonly id: string;
  readonly report: ToldReport;
}

const pauseMilliseconds = 300;

/**
 * Sends a file and follows its load to the end.
 *
 * @param stop stops it: while it is sent by going no further, afterwards by asking the hub, which says how it ended
 * @throws Stopped or HubError
 */
export async function loadFile(
  choice: LoadChoice,
  onProgress: (progress: Progress) => void,
  stop: AbortSignal,
): Promise<EndedLoad> {
  let answer = await sendFile(choice, onProgress, stop);
  const { id } = answer;
  const ask = (method: 'GET' | 'DELETE') => askOfLoad(id, method, choice.isDryRun);
  let isAskedToStop = false;
  while (answer.report === null) {
    onProgress(answer.progress);
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    const method = stop.aborted && !isAskedToStop ? 'DELETE' : 'GET';
    // Set before the answer: the button may be pressed while one is awaited, and is then still to be told.
    if (method === 'DELETE') isAskedToStop = true;
    answer = await ask(method);
  }
  return { id, report: answer.report };
}

async function askOfLoad(id: string, method: 'GET' | 'DELETE', isDryRun: boolean): Promise<LoadAnswer> {
  const response = await fetchHub(`/loads/${id}`, { method, headers: own }).catch(() => {
    throw new HubError(isDryRun ? goneWhileChecking : goneWhileLoading);
  });
  return checked((await response.json()) as LoadAnswer);
}

const goneWhileChecking =
  'Le hub ne répond plus. Rien n’a été écrit : quand il répondra de nouveau, vérifiez le fichier une autre fois.';
const goneWhileLoading =
  'Le hub ne répond plus, et le fichier a peut-être été chargé. Quand il répondra de nouveau, cherchez-le dans ' +
  '« Derniers chargements » ; s’il n’y est pas, rien n’en a été écrit : recommencez.';
