import { useEffect, useRef } from 'react';
import type { Loading } from '../use-loading.ts';
import { ReportView } from './report-view.tsx';
import { Running } from './running.tsx';

/** What becomes of the file, announced as it happens. */
export function Outcome({ loading }: { loading: Loading }) {
  const { state } = loading;
  const title = useRef<HTMLHeadingElement>(null);
  const isOver = state.step !== 'idle' && state.step !== 'running';
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
        <Running
          progress={state.progress}
          isDryRun={state.choice.isDryRun}
          isStopping={state.isStopping}
          onStop={loading.stop}
        />
      )}
      {state.step === 'stopped' && (
        <p className="banner" role="status">
          <strong>Arrêté à votre demande :</strong> rien n’a été écrit.
        </p>
      )}
      {state.step === 'undone' && (
        <p className="banner" role="status">
          <strong>Le chargement n° {state.revision} est annulé :</strong> chaque valeur est comme avant lui.
        </p>
      )}
      {state.step === 'failed' && (
        <p className="banner banner-bad" role="alert">
          {state.message}
        </p>
      )}
      {state.step === 'told' && (
        <ReportView load={state.load} choice={state.choice} rehearsal={state.rehearsal} loading={loading} />
      )}
    </section>
  );
}
