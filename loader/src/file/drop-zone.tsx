import { type DragEvent, useState } from 'react';
import { sizeInWords } from './size-in-words.ts';

interface DropZoneProps {
  file: File | null;
  onFile: (file: File) => void;
  error: string | null;
}

/** A file field that also takes a file dropped on it. Chosen again after a change, the same file is read anew. */
export function DropZone({ file, onFile, error }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside takes keyboard and pointer; dropping is one more way, for a mouse
    <div
      className={isOver ? 'drop drop-over' : 'drop'}
      role="presentation"
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p className="drop-title">Un fichier Excel (.xlsx), CSV ou JSON</p>
      <input
        id="fichier"
        className="hidden-file"
        type="file"
        accept=".xlsx,.xlsm,.csv,.tsv,.txt,.json,.jsonl,.ndjson"
        aria-describedby="aide-fichier"
        aria-invalid={error !== null}
        onClick={(event) => {
          event.currentTarget.value = '';
        }}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) onFile(chosen);
        }}
      />
      <label htmlFor="fichier" className="button">
        {file === null ? 'Choisir un fichier' : 'Choisir un autre fichier'}
      </label>
      <p id="aide-fichier" className={error === null ? 'chosen' : 'error'} role="status">
        {error ?? (file === null ? 'ou déposez-le ici.' : `${file.name}, ${sizeInWords(file.size)}`)}
      </p>
    </div>
  );
}
