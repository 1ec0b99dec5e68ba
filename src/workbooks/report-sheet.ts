import type { WriteSheet } from 'hucre/xlsx';
import type { LoadReport } from '../ingestion/load.js';
import { shownLines } from '../ingestion/report/shown-lines.js';
import { counted } from '../ingestion/report/told-report.js';
import { reportTitle } from './own-sheet.js';
import {
  discreetStyle,
  headerStyle,
  introCells,
  printed,
  proseStyle,
  severityLabels,
  severityStyles,
  wrappedHeights,
} from './styles.js';

const header = [
  'Gravité',
  'Combien',
  'Feuille',
  'Lignes',
  'Colonne',
  'Ce qui ne va pas',
  'Proposition',
  'Code',
];

const widths = [16, 10, 16, 24, 26, 80, 24, 20];
/** Stable, and in English: for whoever helps, not for the reader. */
const codeAt = header.length - 1;

/** How much of the file stands beside its report. */
export type Extent = 'WHOLE' | 'PART' | { readonly firstRows: number };

/** The sheet that sums up: what was read, and each cause once, the gravest first. */
export function reportSheetOf(report: LoadReport, name: string, extent: Extent): WriteSheet {
  const { ERROR, WARNING, INFO } = report.problemCounts;
  const shown = report.problems.length;
  const intro = [
    [reportTitle(report.fileName)],
    [`${counted(report.rowsRead, 'ligne lue', 'lignes lues')}, ${counted(report.rejected, 'écartée')}.`],
    [
      `${counted(ERROR, 'erreur')}, ${counted(WARNING, 'point')} à vérifier, ` +
        `${counted(INFO, 'information')}.`,
    ],
    [outcomeOf(report, extent)],
    [shown < ERROR + WARNING + INFO ? `Seules les ${shown} premières remarques sont dans les cellules.` : ''],
    [],
  ];
  const at = intro.length;
  const rows = report.groups.map(({ example, count, lines }) => [
    severityLabels[example.severity],
    count,
    example.sheet ?? '',
    shownLines(lines, count),
    example.column === null
      ? ''
      : `${example.column}${example.letter === null ? '' : ` (${example.letter})`}`,
    example.message,
    example.suggestion ?? '',
    example.code,
  ]);
  const table = [header, ...rows];
  return {
    name,
    columns: widths.map((width, index) => ({
      width,
      style: index === codeAt ? discreetStyle : proseStyle,
    })),
    rows: [...intro, ...table],
    cells: new Map([
      ...introCells(intro),
      ...header.map(
        (text, index) =>
          [
            `${at},${index}`,
            { value: text, type: 'string', style: index === codeAt ? discreetStyle : headerStyle },
          ] as const,
      ),
      ...report.groups.map(
        ({ example: { severity } }, index) =>
          [
            `${at + 1 + index},0`,
            { value: severityLabels[severity], type: 'string', style: severityStyles[severity] },
          ] as const,
      ),
    ]),
    freezePane: { rows: at + 1 },
    pageSetup: printed,
    // The sentences above do not wrap.
    rowDefs: wrappedHeights([...intro.map(() => []), ...table], widths),
  };
}

function outcomeOf({ isAccepted, isDryRun, rejected }: LoadReport, extent: Extent): string {
  const outcome = isAccepted
    ? `Le fichier ${isDryRun ? 'peut être' : 'a été'} chargé${rejected > 0 ? ', sauf les lignes écartées' : ''}.`
    : 'Rien n’a été chargé.';
  // Sent back, a workbook that lacks rows would pass for the whole.
  if (typeof extent === 'object') {
    return (
      `${outcome} Le fichier est grand : ce classeur n’en a que ${counted(extent.firstRows, 'ligne')} du début, ce rapport parle de toutes. ` +
      'Corrigez le fichier lui-même, et renvoyez-le.'
    );
  }
  if (extent === 'PART') {
    return `${outcome} Ce classeur n’a pas toutes les lignes du fichier : corrigez le fichier lui-même, et renvoyez-le.`;
  }
  return isAccepted && rejected === 0
    ? outcome
    : `${outcome} Corrigez les cellules en rouge, enregistrez ce classeur, renvoyez-le tel quel.`;
}
