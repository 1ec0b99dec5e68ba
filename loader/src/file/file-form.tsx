import { type FormEvent, useState } from 'react';
import { datasets } from '../hub/datasets.ts';
import type { Loading } from '../use-loading.ts';
import { DropZone } from './drop-zone.tsx';

/** The file, what it holds, and how it is to be taken: all that a rehearsal asks. */
export function FileForm({ loading: { state, run, reset } }: { loading: Loading }) {
  const [file, setFile] = useState<File | null>(null);
  const [dataset, setDataset] = useState('');
  const [replacesYears, setReplacesYears] = useState(false);
  const [isMissing, setIsMissing] = useState(false);

  const choose = (chosen: File) => {
    setFile(chosen);
    setIsMissing(false);
    reset();
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(file === null);
    if (file === null) return;
    run({
      file,
      dataset: dataset || null,
      replacesYears,
      validRowsOnly: false,
      author: '',
      isDryRun: true,
    });
  };

  return (
    <form className="card" onSubmit={check} aria-labelledby="titre-fichier" noValidate>
      <h2 id="titre-fichier">1. Votre fichier</h2>
      <DropZone file={file} onFile={choose} error={isMissing ? 'Choisissez d’abord un fichier.' : null} />
      <div className="fields">
        <p className="field">
          <label htmlFor="jeu">Ce qu’il contient</label>
          <select
            id="jeu"
            value={dataset}
            onChange={({ target }) => {
              setDataset(target.value);
              reset();
            }}
          >
            <option value="">Le reconnaître aux en-têtes</option>
            {datasets.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </p>
        <fieldset className="field">
          <legend>Ce que le hub sait déjà</legend>
          <Choice
            name="strategie"
            isChosen={!replacesYears}
            onChoose={() => {
              setReplacesYears(false);
              reset();
            }}
          >
            le garder et le mettre à jour
          </Choice>
          <Choice
            name="strategie"
            isChosen={replacesYears}
            onChoose={() => {
              setReplacesYears(true);
              reset();
            }}
          >
            le remplacer, pour les territoires et exercices du fichier (subventions et indicateurs)
          </Choice>
        </fieldset>
      </div>
      <button type="submit" className="primary" aria-disabled={state.step === 'running'}>
        Vérifier le fichier
      </button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  children: string;
}

function Choice({ name, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
