import { type FormEvent, useState } from 'react';
import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import { datasets } from '../hub/datasets.ts';
import { download } from '../hub/downloads.ts';
import { TerritoryField } from './territory-field.tsx';
import { useTerritory } from './use-territory.ts';
import { YearField, yearError } from './year-field.tsx';

/** A workbook to fill, made for a territory: the way in for whoever has no file yet. */
export function TemplateForm() {
  const [name, setName] = useState('subsidies');
  const territory = useTerritory();
  const [fiscalYear, setFiscalYear] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const hasFiscalYears = datasets.find((dataset) => dataset.name === name)?.hasFiscalYears ?? false;
  const wrongYear = hasFiscalYears ? yearError(fiscalYear) : null;

  const send = async () => {
    const found = await territory.settle();
    if (found === false || wrongYear !== null) return;
    const query = new URLSearchParams();
    if (found !== null) query.set('territory', `${found.kind}:${found.code}`);
    if (hasFiscalYears && fiscalYear.trim() !== '') query.set('fiscalYear', fiscalYear.trim());
    await download(`/templates/${name}.xlsx?${query}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWaiting) return;
    setIsChecked(true);
    setRefusal(null);
    setIsWaiting(true);
    send()
      .catch((error: unknown) =>
        setRefusal(
          error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.',
        ),
      )
      .finally(() => setIsWaiting(false));
  };

  return (
    <form className="card" onSubmit={submit} aria-labelledby="titre-modele" noValidate>
      <h2 id="titre-modele">Pas encore de fichier ? Partez d’un modèle</h2>
      <p>
        Un classeur aux bonnes colonnes, avec des listes de choix. Pour un territoire, il contient ce que le
        hub sait déjà : corrigez, complétez, puis chargez-le ci-dessus.
      </p>
      <div className="fields">
        <p className="field">
          <label htmlFor="modele-jeu">Contenu</label>
          <select id="modele-jeu" value={name} onChange={({ target }) => setName(target.value)}>
            {datasets.map((dataset) => (
              <option key={dataset.name} value={dataset.name}>
                {dataset.label}
              </option>
            ))}
          </select>
        </p>
        <TerritoryField choice={territory} />
        {hasFiscalYears && (
          <YearField year={fiscalYear} onYear={setFiscalYear} error={isChecked ? wrongYear : null} />
        )}
      </div>
      <button type="submit" aria-disabled={isWaiting}>
        {isWaiting ? 'Préparation du modèle…' : 'Télécharger le modèle (.xlsx)'}
      </button>
      {refusal && (
        <p className="banner banner-bad" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
