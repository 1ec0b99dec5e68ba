import { useEffect, useState } from 'react';
import type { Progress } from '../hub/load-answer.ts';
import { progressInWords } from './progress-in-words.ts';

interface RunningProps {
  progress: Progress;
  isDryRun: boolean;
  isStopping: boolean;
  onStop: () => void;
}

/** Waits of less than this are not worth a word: every load has one. */
const shortWait = 700;

/** Where a load is, and its way out. */
export function Running({ progress, isDryRun, isStopping, onStop }: RunningProps) {
  const words = useSettled(progressInWords(progress, isDryRun), progress.phase === 'WAITING' ? shortWait : 0);
  return (
    <div className="progress">
      <progress max={1} value={progress.fraction} aria-labelledby="avancement" />
      <span id="avancement" role="status">
        {isStopping ? 'Arrêt demandé : le hub finit ce qu’il fait, puis s’arrête…' : words}
      </span>
      <button type="button" aria-disabled={isStopping} onClick={onStop}>
        {isDryRun ? 'Arrêter la vérification' : 'Arrêter le chargement'}
      </button>
    </div>
  );
}

/** A text that is shown once it has lasted. */
function useSettled(text: string, milliseconds: number): string {
  const [settled, setSettled] = useState(milliseconds === 0 ? text : '');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}
