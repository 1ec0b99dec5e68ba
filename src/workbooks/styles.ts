import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import type { Severity } from '../ingestion/report/problem-catalogue.js';

const solid = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const top = { vertical: 'top', wrapText: true } as const;

/** Headers of every workbook: white on the blue of the explorer, contrast 8 to 1. */
export const headerStyle: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: solid('1F4B8F'),
  alignment: top,
};
export const titleStyle: CellStyle = { font: { bold: true, size: 14 } };
export const strongStyle: CellStyle = { font: { bold: true }, alignment: top };
export const proseStyle: CellStyle = { alignment: top };
/** What is there for whoever is asked for help, and should not draw the eye. */
export const discreetStyle: CellStyle = { font: { size: 8, color: { rgb: '7F7F7F' } }, alignment: top };
/** A sentence above a table runs over the cells beside it: wrapped, it would hide in its narrow column. */
export const sentenceStyle: CellStyle = { alignment: { vertical: 'top', wrapText: false } };

/** Colours only repeat what the remark says in words. */
export const severityStyles: Readonly<Record<Severity, CellStyle>> = {
  ERROR: { fill: solid('F8C9C4') },
  WARNING: { fill: solid('FCE5B5') },
  INFO: { fill: solid('D6E6FA') },
};

export const severityLabels: Readonly<Record<Severity, string>> = {
  ERROR: 'Erreur',
  WARNING: 'À vérifier',
  INFO: 'Pour information',
};

/** On paper, all columns on the width of a page. */
export const printed: WriteSheet['pageSetup'] = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/** Cells of the sentences above a table: the first of them is its title. */
export const introCells = (sentences: readonly (readonly string[])[]) =>
  sentences.map(
    ([value = ''], index) =>
      [`${index},0`, { value, type: 'string', style: index === 0 ? titleStyle : sentenceStyle }] as const,
  );

const lineHeight = 14;

/** Heights of the rows whose texts wrap: not every spreadsheet fits them by itself. */
export const wrappedHeights = (rows: readonly (readonly CellValue[])[], widths: readonly number[]) =>
  new Map(
    rows.flatMap((row, index): [number, { height: number }][] => {
      const lines = row.map((value, at) => Math.ceil(String(value ?? '').length / (widths[at] ?? 20)));
      const most = Math.max(1, ...lines);
      return most === 1 ? [] : [[index, { height: most * lineHeight }]];
    }),
  );
