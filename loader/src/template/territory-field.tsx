import { useEffect, useState } from 'react';
import { type FoundTerritory, searchTerritories } from '../hub/territories.ts';

const kinds: Readonly<Record<string, string>> = {
  COMMUNE: 'commune',
  EPCI: 'EPCI',
  DEPARTMENT: 'département',
  REGION: 'région',
  COUNTRY: 'pays',
};

const nameOf = ({ kind, code, name }: FoundTerritory) => `${name} (${kinds[kind] ?? kind} ${code})`;
const pauseMilliseconds = 250;
const fewestLetters = 2;

/** A territory found by its name. Gives its kind and code, such as `COMMUNE:49018`; null while none is chosen. */
export function TerritoryField({ onTerritory }: { onTerritory: (territory: string | null) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundTerritory[]>([]);

  const chosen = found.find((territory) => nameOf(territory) === text);
  const key = chosen ? `${chosen.kind}:${chosen.code}` : null;

  useEffect(() => {
    if (text.trim().length < fewestLetters || key !== null) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      // A search that fails offers nothing: the field says that nothing is chosen.
      const territories = await searchTerritories(text.trim()).catch(() => []);
      if (isCurrent) setFound(territories);
    }, pauseMilliseconds);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, key]);

  useEffect(() => onTerritory(key), [key, onTerritory]);

  return (
    <p className="field">
      <label htmlFor="modele-territoire">Territoire (facultatif)</label>
      <input
        id="modele-territoire"
        type="search"
        list="territoires"
        placeholder="son nom, puis choisissez"
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        aria-describedby="aide-territoire"
      />
      <datalist id="territoires">
        {found.map((territory) => (
          <option key={`${territory.kind}:${territory.code}`} value={nameOf(territory)} />
        ))}
      </datalist>
      <span id="aide-territoire" className="hint" role="status">
        {text !== '' && key === null ? 'Choisissez-le dans la liste qui s’ouvre.' : ''}
      </span>
    </p>
  );
}
