import { useCallback, useRef, useState } from 'react';
import { HubError } from '../../explorer/src/hub/fetch-hub.ts';
import { type EndedLoad, type LoadChoice, loadFile, type Progress } from './hub/loads.ts';

export type LoadingState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly choice: LoadChoice; readonly progress: Progress }
  | { readonly step: 'told'; readonly choice: LoadChoice; readonly load: EndedLoad }
  | { readonly step: 'failed'; readonly message: string };

export interface Loading {
  readonly state: LoadingState;
  readonly run: (choice: LoadChoice) => Promise<void>;
  readonly reset: () => void;
}

const beginning: Progress = { phase: 'SENDING', rowsRead: 0, fraction: 0 };

/** One load at a time: rehearsed, then real. What an earlier one says once another has begun is not heard. */
export function useLoading(onLoaded: () => void): Loading {
  const [state, setState] = useState<LoadingState>({ step: 'idle' });
  const current = useRef(0);

  const run = useCallback(
    async (choice: LoadChoice) => {
      current.current += 1;
      const mine = current.current;
      const show = (next: LoadingState) => {
        if (mine === current.current) setState(next);
      };
      show({ step: 'running', choice, progress: beginning });
      try {
        const load = await loadFile(choice, (progress) => show({ step: 'running', choice, progress }));
        show({ step: 'told', choice, load });
        if (load.report.revision !== null) onLoaded();
      } catch (error) {
        const message =
          error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.';
        show({ step: 'failed', message });
      }
    },
    [onLoaded],
  );

  const reset = useCallback(() => {
    current.current += 1;
    setState({ step: 'idle' });
  }, []);
  return { state, run, reset };
}
