import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import type { ToldReport } from '../../../src/ingestion/report/told-report.ts';

export interface Progress {
  readonly phase: 'SENDING' | 'READING' | 'WAITING' | 'LANDING' | 'COMPARING';
  readonly rowsRead: number;
  readonly fraction: number;
}

/** What the hub says of a load that it follows; `report` is null while it runs. */
export interface LoadAnswer {
  readonly id: string;
  readonly progress: Progress;
  readonly report: ToldReport | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Nothing was kept, because the person asked to stop. */
export class Stopped extends Error {}

/** Tells the hub that a request is of its own page. */
export const own = { 'X-CTG-Hub': '1' };

/** @throws Stopped or HubError, as the hub refused */
export function checked(answer: LoadAnswer | null): LoadAnswer {
  if (answer === null)
    throw new HubError('Le hub a donné une réponse inattendue. Réessayez dans un instant.');
  const refusal = answer.errors?.[0];
  if (refusal?.extensions?.code === 'LOAD_STOPPED') throw new Stopped();
  if (refusal) throw new HubError(refusal.message);
  return answer;
}
