import {
  counted,
  holdsPersonalData,
  isTable,
  type ToldReport,
} from '../../../src/ingestion/report/told-report.ts';
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
  rehearsal: ToldReport | null;
  loading: Loading;
}

/** The report of a load, rehearsed or real, and what to do next. */
export function ReportView({ load: { id, report }, choice, rehearsal, loading }: ReportViewProps) {
  const verdict = verdictOf(report, choice.validRowsOnly);
  const isNew = report.added + report.changed + report.removed > 0;
  const hasProblems = report.groups.length > 0;
  const isReadable = isTable(report);
  const { changes, impact } = asAnnounced(report, rehearsal);
  return (
    <>
      <p className="hint">
        {report.fileName} : {labelOf(report.dataset) ?? 'contenu non reconnu'},{' '}
        {counted(report.rowsRead, 'ligne lue', 'lignes lues')}.
      </p>
      <p className={`banner banner-${verdict.tone}`} role="status">
        <strong>{verdict.title}</strong> {verdict.text}
      </p>
      {report.revision !== null && (
        <p>
          <a className="button" href="/explorer/">
            Voir le résultat dans l’explorateur
          </a>
        </p>
      )}
      <CauseList groups={report.groups} />
      {hasProblems && isReadable && !holdsPersonalData(report.groups) && (
        <p>
          <a className="button" href={`/loads/${id}/annotated.xlsx`} download>
            Télécharger le classeur annoté (.xlsx)
          </a>{' '}
          <span className="hint">Chaque remarque y est à côté de sa cellule.</span>
        </p>
      )}
      {report.isAccepted && isNew && (
        <>
          <Counts report={report} />
          <ChangeTable changes={changes} inAll={report.added + report.changed + report.removed} />
          <ImpactTable impact={impact} />
        </>
      )}
      {report.isDryRun && isReadable && <LoadForm report={report} choice={choice} loading={loading} />}
    </>
  );
}

/** A real load tells no record nor figure: those of its rehearsal hold, if it did as much as was announced. */
function asAnnounced(report: ToldReport, rehearsal: ToldReport | null): ToldReport {
  const isSame =
    rehearsal?.added === report.added &&
    rehearsal.changed === report.changed &&
    rehearsal.removed === report.removed;
  return isSame ? rehearsal : report;
}
