import { useState } from 'react';
import { useLoaded } from '../../../explorer/src/hub/use-loaded.ts';
import { counted } from '../../../src/ingestion/report/told-report.ts';
import { type Batch, fetchBatches } from '../hub/batches.ts';
import { batchLabelOf } from '../hub/datasets.ts';
import { UndoDialog } from './undo-dialog.tsx';

/** The last loads, each with its way back. */
export function BatchList({ onUndone }: { onUndone: () => void }) {
  const [batches] = useLoaded(fetchBatches);
  const [undoing, setUndoing] = useState<Batch | null>(null);
  return (
    <section className="card" aria-labelledby="titre-chargements">
      <h2 id="titre-chargements">Derniers chargements</h2>
      {batches.status === 'failed' && <p className="banner banner-bad">{batches.reason}</p>}
      {batches.status === 'loading' && <p className="hint">…</p>}
      {batches.status === 'ready' && (
        <ol className="batches">
          {batches.value.map((batch) => (
            <BatchItem key={batch.revision} batch={batch} onUndo={setUndoing} />
          ))}
        </ol>
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
