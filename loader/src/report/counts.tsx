import type { ToldReport } from '../../../src/ingestion/report/told-report.ts';

const plural = (count: number, one: string) => (count < 2 ? one : `${one}s`);

/** How many records a load touches. */
export function Counts({ report }: { report: ToldReport }) {
  const { isDryRun, added, changed, removed, unchanged, rejected } = report;
  const counts: readonly (readonly [count: number, words: string])[] = [
    [added, plural(added, 'ajouté')],
    [changed, plural(changed, 'modifié')],
    [removed, plural(removed, 'retiré')],
    [unchanged, plural(unchanged, 'inchangé')],
    [rejected, rejected < 2 ? 'ligne laissée de côté' : 'lignes laissées de côté'],
  ];
  return (
    <>
      <h3>{isDryRun ? 'Ce que le chargement ferait' : 'Ce que le chargement a fait'}</h3>
      <ul className="counts">
        {counts
          .filter(([count]) => count > 0)
          .map(([count, words]) => (
            <li key={words}>
              <strong>{count.toLocaleString('fr-FR')}</strong> {words}
            </li>
          ))}
      </ul>
    </>
  );
}
