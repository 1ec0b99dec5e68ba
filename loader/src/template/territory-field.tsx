import { nameOf } from './chosen-territory.ts';
import type { TerritoryChoice } from './use-territory.ts';

/** Where a territory is typed, by its name or its code. */
export function TerritoryField({ choice }: { choice: TerritoryChoice }) {
  const { text, write, proposals, chosen, error } = choice;
  const isWritten = chosen !== null && nameOf(chosen) === text;
  const hint = chosen !== null && !isWritten ? `Ce sera : ${nameOf(chosen)}.` : '';
  return (
    <p className="field">
      <label htmlFor="modele-territoire">Territoire (facultatif)</label>
      <input
        id="modele-territoire"
        type="search"
        list="territoires"
        placeholder="son nom ou son code"
        autoComplete="off"
        value={text}
        aria-invalid={error !== null}
        onChange={({ target }) => write(target.value)}
        aria-describedby="aide-territoire"
      />
      <datalist id="territoires">
        {proposals.map((territory) => (
          <option key={`${territory.kind}:${territory.code}`} value={nameOf(territory)} />
        ))}
      </datalist>
      <span id="aide-territoire" className={error === null ? 'hint' : 'error'} role="status">
        {error ?? hint}
      </span>
    </p>
  );
}
