import { useEffect, useRef } from 'react';
import type { Loading } from '../use-loading.ts';
import { progressInWords } from './progress-in-words.ts';
import { ReportView } from './report-view.tsx';

/** What becomes of the file, announced as it happens. */
export function Outcome({ loading }: { loading: Loading }) {
  const { state } = loading;
  const title = useRef<HTMLHeadingElement>(null);
  const isOver = state.step === 'told' || state.step === 'failed';
  // Whoever uses a keyboard or a screen reader is taken to what has just been said.
  useEffect(() => {
    if (isOver) title.current?.focus();
  }, [isOver]);

  if (state.step === 'idle') return null;
  return (
    <section className="card" aria-labelledby="titre-rapport">
      <h2 id="titre-rapport" ref={title} tabIndex={-1}>
        2. Ce que dit le hub
      </h2>
      {state.step === 'running' && (
        <p className="progress">
          <progress max={1} value={state.progress.fraction} aria-labelledby="avancement" />
          <span id="avancement" role="status">
            {progressInWords(state.progress)}
          </span>
        </p>
      )}
      {state.step === 'failed' && (
        <p className="banner banner-bad" role="alert">
          {state.message}
        </p>
      )}
      {state.step === 'told' && <ReportView load={state.load} choice={state.choice} loading={loading} />}
    </section>
  );
}
