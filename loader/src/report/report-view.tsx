import { counted } from '../../../src/ingestion/report/told-report.ts';
import { labelOf } from '../hub/datasets.ts';
import type { EndedLoad, LoadChoice } from '../hub/loads.ts';
import type { Loading } from '../use-loading.ts';
import { CauseList } from './cause-list.tsx';
import { ChangeTable } from './change-table.tsx';
import { Counts } from './counts.tsx';
import { ImpactTable } from './impact-table.tsx';
import { LoadForm } from './load-form.tsx';
import { verdictOf } from './verdict.ts';

interface ReportViewProps {
  load: EndedLoad;
  choice: LoadChoice;
  loading: Loading;
}

/** The report of a load, rehearsed or real, and what to do next. */
export function ReportView({ load: { id, report }, choice, loading }: ReportViewProps) {
  const verdict = verdictOf(report, choice.validRowsOnly);
  const isNew = report.added + report.changed + report.removed > 0;
  const hasProblems = report.groups.length > 0;
  return (
    <>
      <p className="hint">
        {report.fileName} : {labelOf(report.dataset) ?? 'contenu non reconnu'},{' '}
        {counted(report.rowsRead, 'ligne lue', 'lignes lues')}.
      </p>
      <p className={`banner banner-${verdict.tone}`} role="status">
        <strong>{verdict.title}</strong> {verdict.text}
      </p>
      <CauseList groups={report.groups} />
      {hasProblems && (
        <p>
          <a className="button" href={`/loads/${id}/annotated.xlsx`} download>
            Télécharger le fichier annoté (.xlsx)
          </a>{' '}
          <span className="hint">Chaque remarque y est à côté de sa cellule.</span>
        </p>
      )}
      {report.isAccepted && isNew && (
        <>
          <Counts report={report} />
          <ChangeTable changes={report.changes} />
          <ImpactTable impact={report.impact} />
        </>
      )}
      {report.isDryRun && <LoadForm report={report} choice={choice} loading={loading} />}
    </>
  );
}
