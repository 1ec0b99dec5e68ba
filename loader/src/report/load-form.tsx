import { type FormEvent, useState } from 'react';
import { leftRowsOf } from '../../../src/ingestion/report/left-rows.ts';
import { counted, type ToldReport } from '../../../src/ingestion/report/told-report.ts';
import { useAuthor } from '../hub/author.ts';
import type { LoadChoice } from '../hub/loads.ts';
import type { Loading } from '../use-loading.ts';

interface LoadFormProps {
  report: ToldReport;
  choice: LoadChoice;
  loading: Loading;
}

/** The step from a rehearsal to the load: who loads, and whether wrong rows may stay out. */
export function LoadForm({ report, choice, loading }: LoadFormProps) {
  const [author, setAuthor] = useAuthor();
  const [isMissing, setIsMissing] = useState(false);
  const { isAccepted, added, changed, removed, rowsRead, rejected } = report;
  const isNew = added + changed + removed > 0;
  const { wrong } = leftRowsOf(report);
  const valid = rowsRead - rejected;
  const validRows =
    valid === 1 ? 'la ligne valide' : `les ${counted(valid, 'ligne valide', 'lignes valides')}`;
  const hasValidRows = rowsRead > rejected && wrong > 0;
  if (isAccepted && !isNew && !choice.validRowsOnly) return null;

  const load = (event: FormEvent) => {
    event.preventDefault();
    if (!isAccepted || !isNew) return;
    setIsMissing(author.trim() === '');
    if (author.trim() !== '') loading.run({ ...choice, author: author.trim(), isDryRun: false }, report);
  };
  const takeValidRows = (validRowsOnly: boolean) => loading.run({ ...choice, validRowsOnly });

  return (
    <form className="load" onSubmit={load} aria-labelledby="titre-charger" noValidate>
      <h3 id="titre-charger">3. Charger</h3>
      {(choice.validRowsOnly || (!isAccepted && hasValidRows)) && !choice.replacesYears && (
        <label className="choice">
          <input
            type="checkbox"
            checked={choice.validRowsOnly}
            onChange={({ target }) => takeValidRows(target.checked)}
          />
          <span>
            Charger seulement {validRows} :{' '}
            {counted(wrong, 'ligne restera dehors', 'lignes resteront dehors')}
          </span>
        </label>
      )}
      {!isAccepted && choice.replacesYears && (
        <p className="hint">Pour remplacer un exercice, toutes les lignes doivent être bonnes.</p>
      )}
      <p className="field">
        <label htmlFor="auteur">Votre nom (obligatoire pour charger)</label>
        <input
          id="auteur"
          autoComplete="name"
          maxLength={100}
          value={author}
          aria-invalid={isMissing}
          aria-describedby="aide-auteur"
          onChange={({ target }) => setAuthor(target.value)}
        />
        <span id="aide-auteur" className={isMissing ? 'error' : 'hint'}>
          {isMissing ? 'Écrivez votre nom, puis chargez.' : 'Il est gardé avec le chargement.'}
        </span>
      </p>
      <button type="submit" className="primary" disabled={!isAccepted || !isNew}>
        Charger
      </button>
      {!isAccepted && <p className="hint">Le bouton s’active quand il n’y a plus d’erreur.</p>}
    </form>
  );
}
