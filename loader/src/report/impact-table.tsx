import {
  differenceInWords,
  figureInWords,
  type ToldImpact,
} from '../../../src/ingestion/report/told-report.ts';
import { ScrolledTable } from './scrolled-table.tsx';

/** What a load does to the figures that others read. */
export function ImpactTable({ impact }: { impact: readonly ToldImpact[] }) {
  if (impact.length === 0) return null;
  return (
    <ScrolledTable caption="Effet sur les totaux">
      <thead>
        <tr>
          <th scope="col">Territoire</th>
          <th scope="col">Chiffre</th>
          <th scope="col" className="figure">
            Avant
          </th>
          <th scope="col" className="figure">
            Après
          </th>
          <th scope="col" className="figure">
            Différence
          </th>
        </tr>
      </thead>
      <tbody>
        {impact.map((figure) => (
          <tr key={`${figure.territoryName} ${figure.label}`}>
            <th scope="row">{figure.territoryName}</th>
            <td>{figure.label}</td>
            <td className="figure">{figureInWords(figure.before, figure.unit)}</td>
            <td className="figure">{figureInWords(figure.after, figure.unit)}</td>
            <td className="figure">{differenceInWords(figure)}</td>
          </tr>
        ))}
      </tbody>
    </ScrolledTable>
  );
}
