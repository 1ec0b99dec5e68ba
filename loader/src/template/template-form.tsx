import { useState } from 'react';
import { datasets } from '../hub/datasets.ts';
import { TerritoryField } from './territory-field.tsx';

/** A workbook to fill, made for a territory: the way in for whoever has no file yet. */
export function TemplateForm() {
  const [name, setName] = useState('subsidies');
  const [territory, setTerritory] = useState<string | null>(null);
  const [fiscalYear, setFiscalYear] = useState('');
  const hasFiscalYears = datasets.find((dataset) => dataset.name === name)?.hasFiscalYears ?? false;

  const query = new URLSearchParams();
  if (territory !== null) query.set('territory', territory);
  if (hasFiscalYears && /^\d{4}$/.test(fiscalYear)) query.set('fiscalYear', fiscalYear);
  return (
    <section className="card" aria-labelledby="titre-modele">
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
        <TerritoryField onTerritory={setTerritory} />
        {hasFiscalYears && (
          <p className="field field-short">
            <label htmlFor="modele-exercice">Exercice</label>
            <input
              id="modele-exercice"
              inputMode="numeric"
              maxLength={4}
              placeholder="tous"
              value={fiscalYear}
              onChange={({ target }) => setFiscalYear(target.value)}
            />
          </p>
        )}
      </div>
      <a className="button" href={`/templates/${name}.xlsx?${query}`} download>
        Télécharger le modèle (.xlsx)
      </a>
    </section>
  );
}
