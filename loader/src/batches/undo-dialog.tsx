import { useEffect, useRef, useState } from 'react';
import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import { counted } from '../../../src/ingestion/report/told-report.ts';
import { useAuthor } from '../hub/author.ts';
import { type Batch, type Undo, undoBatch } from '../hub/batches.ts';
import { batchLabelOf } from '../hub/datasets.ts';

interface UndoDialogProps {
  batch: Batch;
  onClose: () => void;
  onUndone: (revision: number) => void;
}

const reasonOf = (error: unknown): string =>
  error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.';

function effectOf({ removed, restored }: Undo): string {
  const parts = [
    removed > 0 && counted(removed, 'enregistrement sera retiré', 'enregistrements seront retirés'),
    restored > 0 && counted(restored, 'redeviendra comme il était', 'redeviendront comme ils étaient'),
  ];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

/** Says what undoing would do, or why it cannot be done, before anything is. */
export function UndoDialog({ batch, onClose, onUndone }: UndoDialogProps) {
  const { revision, dataset, fileName } = batch;
  const dialog = useRef<HTMLDialogElement>(null);
  const [author, setAuthor] = useAuthor();
  const [rehearsal, setRehearsal] = useState<Undo | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
    undoBatch(revision, 'répétition', true).then(setRehearsal, (error) => setRefusal(reasonOf(error)));
  }, [revision]);

  const undo = () => {
    if (author.trim() === '') return setRefusal('Écrivez votre nom, puis annulez.');
    undoBatch(revision, author.trim(), false).then(
      () => {
        onUndone(revision);
        onClose();
      },
      (error) => setRefusal(reasonOf(error)),
    );
  };

  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="titre-annuler">
      <h2 id="titre-annuler">Annuler le chargement n° {revision} ?</h2>
      <p>
        {batchLabelOf(dataset)} : {fileName}
      </p>
      <div role="status">
        {rehearsal && <p>{effectOf(rehearsal)}</p>}
        {refusal && <p className="banner banner-bad">{refusal}</p>}
      </div>
      {rehearsal && (
        <p className="field">
          <label htmlFor="annuler-auteur">Votre nom</label>
          <input
            id="annuler-auteur"
            autoComplete="name"
            maxLength={100}
            value={author}
            onChange={({ target }) => setAuthor(target.value)}
          />
        </p>
      )}
      <p className="buttons">
        {rehearsal && (
          <button type="button" className="danger" onClick={undo}>
            Annuler ce chargement
          </button>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {rehearsal ? 'Ne rien annuler' : 'Fermer'}
        </button>
      </p>
    </dialog>
  );
}
