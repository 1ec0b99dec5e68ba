import { useState } from 'react';
import { counted } from '../../../src/ingestion/report/told-report.ts';
import type { Batch } from '../hub/batches.ts';
import { batchLabelOf } from '../hub/datasets.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { useBatches } from './use-batches.ts';

/** The last loads, each with its way back. */
export function BatchList({ onUndone }: { onUndone: (revision: number) => void }) {
  const { batches, next, status, reason, more } = useBatches();
  const [undoing, setUndoing] = useState<Batch | null>(null);
  return (
    <section className="card" aria-labelledby="titre-chargements">
      <h2 id="titre-chargements">Derniers chargements</h2>
      <ol className="batches">
        {batches.map((batch) => (
          <BatchItem key={batch.revision} batch={batch} onUndo={setUndoing} />
        ))}
      </ol>
      <div role="status">
        {status === 'loading' && <p className="hint">Lecture de la liste…</p>}
        {status === 'slow' && (
          <p className="hint">
            Le hub est occupé, sans doute par un autre chargement. La liste viendra dès qu’il sera libre.
          </p>
        )}
        {status === 'failed' && <p className="banner banner-bad">{reason}</p>}
      </div>
      {status === 'failed' && (
        <button type="button" onClick={more}>
          Réessayer
        </button>
      )}
      {status === 'ready' && next !== null && (
        <button type="button" onClick={more}>
          Voir les plus anciens
        </button>
      )}
      {undoing && <UndoDialog batch={undoing} onClose={() => setUndoing(null)} onUndone={onUndone} />}
    </section>
  );
}

function BatchItem({ batch, onUndo }: { batch: Batch; onUndo: (batch: Batch) => void }) {
  const { revision, kind, dataset, author, fileName, loadedAt, undoneBy, isUndoable } = batch;
  return (
    <li className={undoneBy === null ? '' : 'undone'}>
      <div>
        <p>
          <strong>n° {revision}</strong> {batchLabelOf(dataset)}
          {kind === 'UNDO' && ' (annulation)'}
          {undoneBy !== null && ` (annulé par le n° ${undoneBy.revision})`}
        </p>
        <p className="hint">
          {momentOf(loadedAt)}, {author} : {fileName}
        </p>
        <p className="hint">{countsOf(batch)}</p>
      </div>
      {isUndoable && (
        <button
          type="button"
          aria-label={`Annuler le chargement n° ${revision}`}
          onClick={() => onUndo(batch)}
        >
          Annuler ce chargement
        </button>
      )}
    </li>
  );
}

const momentOf = (iso: string): string =>
  new Date(iso).toLocaleString('fr-FR', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  });

function countsOf({ added, changed, removed, rejected }: Batch): string {
  const counts = [
    added > 0 && counted(added, 'ajouté'),
    changed > 0 && counted(changed, 'modifié'),
    removed > 0 && counted(removed, 'retiré'),
    rejected > 0 && counted(rejected, 'ligne laissée de côté', 'lignes laissées de côté'),
  ];
  return counts.filter((words) => words !== false).join(', ');
}
