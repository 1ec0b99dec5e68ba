import { useCallback, useRef, useState } from 'react';
import { HubError } from '../../explorer/src/hub/fetch-hub.ts';
import type { ToldReport } from '../../src/ingestion/report/told-report.ts';
import { type Progress, Stopped } from './hub/load-answer.ts';
import { type EndedLoad, type LoadChoice, loadFile } from './hub/loads.ts';

export type LoadingState =
  | { readonly step: 'idle' }
  | {
      readonly step: 'running';
      readonly choice: LoadChoice;
      readonly progress: Progress;
      readonly isStopping: boolean;
    }
  | {
      readonly step: 'told';
      readonly choice: LoadChoice;
      readonly load: EndedLoad;
      /** What was announced of a real load; null for a rehearsal. */
      readonly rehearsal: ToldReport | null;
    }
  | { readonly step: 'stopped' }
  | { readonly step: 'undone'; readonly revision: number }
  | { readonly step: 'failed'; readonly message: string };

export interface Loading {
  readonly state: LoadingState;
  /** @param rehearsal what the person has read before asking for a real load */
  readonly run: (choice: LoadChoice, rehearsal?: ToldReport) => Promise<void>;
  readonly stop: () => void;
  readonly reset: () => void;
  /** What is told of a load is true no longer once it is undone. */
  readonly forget: (revision: number) => void;
}

const beginning: Progress = { phase: 'SENDING', rowsRead: 0, fraction: 0 };

/** One load at a time: rehearsed, then real. What an earlier one says once another has begun is not heard. */
export function useLoading(onLoaded: () => void): Loading {
  const [state, setState] = useState<LoadingState>({ step: 'idle' });
  const current = useRef(new AbortController());

  const run = useCallback(
    async (choice: LoadChoice, rehearsal: ToldReport | null = null) => {
      const mine = new AbortController();
      current.current = mine;
      const show = (next: LoadingState) => {
        if (mine === current.current) setState(next);
      };
      const tell = (progress: Progress) =>
        show({ step: 'running', choice, progress, isStopping: mine.signal.aborted });
      tell(beginning);
      try {
        const load = await loadFile(choice, tell, mine.signal);
        show({ step: 'told', choice, load, rehearsal });
        if (load.report.revision !== null) onLoaded();
      } catch (error) {
        show(error instanceof Stopped ? { step: 'stopped' } : { step: 'failed', message: reasonOf(error) });
        if (!choice.isDryRun) onLoaded();
      }
    },
    [onLoaded],
  );

  const stop = useCallback(() => {
    current.current.abort();
    setState((now) => (now.step === 'running' ? { ...now, isStopping: true } : now));
  }, []);
  const reset = useCallback(() => {
    current.current = new AbortController();
    setState({ step: 'idle' });
  }, []);
  const forget = useCallback((revision: number) => {
    setState((now) =>
      now.step === 'told' && now.load.report.revision === revision ? { step: 'undone', revision } : now,
    );
  }, []);
  return { state, run, stop, reset, forget };
}

const reasonOf = (error: unknown): string =>
  error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.';
