import type { ToldReport } from '../../../src/ingestion/report/told-report.ts';

const plural = (count: number, one: string) => (count < 2 ? one : `${one}s`);

/** How many records a load touches. */
export function Counts({ report }: { report: ToldReport }) {
  const { isDryRun, added, changed, removed, unchanged, rejected } = report;
  const counts: readonly (readonly [count: number, words: string, isAlways: boolean])[] = [
    [added, plural(added, 'ajouté'), true],
    [changed, plural(changed, 'modifié'), true],
    [removed, plural(removed, 'retiré'), false],
    [unchanged, plural(unchanged, 'inchangé'), false],
    [rejected, rejected < 2 ? 'ligne laissée de côté' : 'lignes laissées de côté', false],
  ];
  return (
    <>
      <h3>{isDryRun ? 'Ce que le chargement ferait' : 'Ce que le chargement a fait'}</h3>
      <ul className="counts">
        {counts
          .filter(([count, , isAlways]) => count > 0 || isAlways)
          .map(([count, words]) => (
            <li key={words}>
              <strong>{count.toLocaleString('fr-FR')}</strong> {words}
            </li>
          ))}
      </ul>
    </>
  );
}
