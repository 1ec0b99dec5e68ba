import type { DatasetName } from '../../provenance/dataset-name.js';
import type { RecordChange } from '../history/changes.js';
import type { Impact } from '../history/impact.js';
import type { LoadReport } from '../load.js';
import type { Problem } from './problem.js';

/** Problems by severity, all of them. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** One cause that repeats, as a report shows it. */
export interface ProblemGroupJson {
  readonly count: number;
  /** Lines of the first occurrences. */
  readonly lines: readonly number[];
  readonly problem: Problem;
}

/** A load's report as the API answers it and as plain JSON: the same names and values on every way in. */
export interface LoadReportJson {
  readonly isAccepted: boolean;
  readonly isDryRun: boolean;
  /** Null when no data set was recognised. */
  readonly dataset: DatasetName | null;
  readonly fileName: string;
  readonly sha256: string;
  /** Null when nothing was kept: refused, rehearsed, or nothing new. */
  readonly revision: number | null;
  readonly rowsRead: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly rejected: number;
  readonly problemCounts: ProblemCounts;
  readonly problems: readonly Problem[];
  readonly groups: readonly ProblemGroupJson[];
  readonly changes: readonly RecordChange[];
  /** Euros are euros here, not cents. */
  readonly impact: readonly Impact[];
  readonly milliseconds: number;
}

/** A load's report in plain values, for JSON and GraphQL alike. */
export function reportJson(report: LoadReport): LoadReportJson {
  const { dataset, problemCounts, groups, impact, ...rest } = report;
  return {
    ...rest,
    dataset: dataset?.name ?? null,
    problemCounts: {
      errors: problemCounts.ERROR,
      warnings: problemCounts.WARNING,
      infos: problemCounts.INFO,
    },
    groups: groups.map(({ count, lines, example }) => ({ count, lines, problem: example })),
    impact: impact.map(inEuros),
  };
}

/** Cents are whole numbers below 2^53, so a hundredth of one is written exactly. */
const inEuros = (impact: Impact): Impact =>
  impact.unit === 'EURO' ? { ...impact, before: euros(impact.before), after: euros(impact.after) } : impact;

const euros = (cents: number | null): number | null => (cents === null ? null : cents / 100);
