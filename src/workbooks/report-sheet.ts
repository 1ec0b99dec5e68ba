import type { WriteSheet } from 'hucre/xlsx';
import type { LoadReport } from '../ingestion/load.js';
import { reportSheet } from '../ingestion/reading/own-sheets.js';
import { shownLines } from '../ingestion/report/shown-lines.js';
import { headerStyle, proseStyle, severityLabels, severityStyles, titleStyle } from './styles.js';

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

/** The sheet that sums up: what was read, and each cause once, the gravest first. */
export function reportSheetOf(report: LoadReport, maximumRows: number): WriteSheet {
  const { ERROR, WARNING, INFO } = report.problemCounts;
  const intro = [
    [`Rapport : ${report.fileName}`],
    [`${report.rowsRead} lignes lues, ${report.rejected} écartées.`],
    [`${ERROR} erreurs, ${WARNING} points à vérifier, ${INFO} informations.`],
    [
      report.isAccepted
        ? 'Le fichier peut être chargé.'
        : 'Rien n’a été chargé. Corrigez les cellules en rouge, enregistrez ce classeur, renvoyez-le tel quel.',
    ],
    report.rowsRead > maximumRows
      ? [`Seules les ${maximumRows} premières lignes sont reprises dans ce classeur.`]
      : [],
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
  return {
    name: reportSheet,
    columns: [16, 10, 16, 24, 26, 80, 24, 26].map((width) => ({ width, style: proseStyle })),
    rows: [...intro, header, ...rows],
    cells: new Map([
      ['0,0', { value: intro[0]?.[0] ?? '', type: 'string', style: titleStyle }],
      ...header.map(
        (text, index) => [`${at},${index}`, { value: text, type: 'string', style: headerStyle }] as const,
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
  };
}
