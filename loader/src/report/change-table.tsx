import { useState } from 'react';
import { shownFields, type ToldChange } from '../../../src/ingestion/report/told-report.ts';
import { ScrolledTable } from './scrolled-table.tsx';

const shownAtFirst = 10;
const kinds = { CHANGED: 'Modifié', REMOVED: 'Retiré', CREATED: 'Nouveau' } as const;
const order = ['CHANGED', 'REMOVED', 'CREATED'] as const;

/** What would change, old value and new. What is overwritten or goes comes first: it is what must be looked at. */
export function ChangeTable({ changes, inAll }: { changes: readonly ToldChange[]; inAll: number }) {
  const [isWhole, setIsWhole] = useState(false);
  if (changes.length === 0) return null;
  const sorted = order.flatMap((kind) => changes.filter((change) => change.kind === kind));
  const shown = isWhole ? sorted : sorted.slice(0, shownAtFirst);
  const left = sorted.length - shown.length;
  return (
    <>
      <ScrolledTable caption="Enregistrement par enregistrement">
        <thead>
          <tr>
            <th scope="col">Enregistrement</th>
            <th scope="col">Valeur</th>
            <th scope="col">Avant</th>
            <th scope="col">Après</th>
          </tr>
        </thead>
        {shown.map((change, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may have one title, and their order is theirs
          <ChangeRows key={rank} change={change} />
        ))}
      </ScrolledTable>
      {left > 0 && (
        <button type="button" onClick={() => setIsWhole(true)}>
          {left === 1 ? 'Voir le dernier' : `Voir les ${left.toLocaleString('fr-FR')} suivants`}
        </button>
      )}
      {isWhole && inAll > changes.length && (
        <p className="hint">
          Les {changes.length.toLocaleString('fr-FR')} premiers seulement, sur {inAll.toLocaleString('fr-FR')}
          .
        </p>
      )}
    </>
  );
}

function ChangeRows({ change }: { change: ToldChange }) {
  const { kind, label, title } = change;
  const fields = shownFields(change);
  const name = (
    <>
      <span className={`tag tag-${kind.toLowerCase()}`}>{kinds[kind]}</span> {label} : {title}
    </>
  );
  if (kind !== 'CHANGED') {
    return (
      <tbody>
        <tr>
          <th scope="row" colSpan={4}>
            {name}
            <br />
            <span className="hint">{valuesOf(change)}</span>
          </th>
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      {fields.map((field, rank) => (
        <tr key={field.label}>
          {rank === 0 && (
            <th scope="row" rowSpan={fields.length}>
              {name}
            </th>
          )}
          <td>{field.label}</td>
          <td className="before">{field.before ?? '(vide)'}</td>
          <td className="after">{field.after ?? '(vide)'}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** What a new or removed record holds, but for what its title says already. */
const valuesOf = (change: ToldChange): string =>
  shownFields(change)
    .map(({ label, before, after }) => [label, after ?? before ?? ''] as const)
    .filter(([, value]) => value !== '' && !change.title.toLowerCase().includes(value.toLowerCase()))
    .map(([label, value]) => `${label} : ${value}`)
    .join(' ; ');
