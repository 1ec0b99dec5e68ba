import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { csvIn, textOf } from '../make.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;
const lines = [
  'code insee ou siren;territoire;exercice;secteur;ligne de financement;nature;montant;gestionnaire',
  '49018;Baugé-en-Anjou;2024;petite enfance;PSU;réel;410 000,00 €;Crèche « Cœur de lune »',
  '200060010;CA Mauges Communauté;2024;parentalité;Clas;réel;18 500,50 €;L’été à la Nœudière',
];
const separatedBy = (mark: string) => lines.map((line) => line.replaceAll(';', mark));

export const csv: Theme = {
  name: 'csv',
  about: 'The same good lines, as spreadsheets and exports write them; and rows that are not whole.',
  samples: [
    {
      file: 'utf-8.csv',
      shows: 'UTF-8 without a mark, semicolons, Windows line ends.',
      dataset,
      make: () => csvIn('utf8', lines),
    },
    {
      file: 'utf-8-bom.csv',
      shows: 'UTF-8 with a byte order mark, as Excel saves “CSV UTF-8”.',
      dataset,
      make: () => csvIn('utf8', lines, { bom: true }),
    },
    {
      file: 'utf-16-le.txt',
      shows: 'UTF-16 LE with tabs, as Excel saves “Texte Unicode”.',
      dataset,
      make: () => csvIn('utf-16le', separatedBy('\t'), { bom: true }),
    },
    {
      file: 'utf-16-be.csv',
      shows: 'UTF-16 BE with its mark.',
      dataset,
      make: () => csvIn('utf-16be', lines, { bom: true }),
    },
    {
      file: 'windows-1252.csv',
      shows: 'Windows-1252 with €, œ, ’ and « »: read, and said to be a guess.',
      dataset,
      make: () => csvIn('windows-1252', lines),
    },
    {
      file: 'macintosh.csv',
      shows: 'Mac OS Roman, as an old Excel for Mac saves it.',
      dataset,
      make: () =>
        csvIn(
          'macintosh',
          lines.map((line) => line.replace('€', '¤')),
        ),
    },
    {
      file: 'mixed-encodings.csv',
      shows:
        'Two files glued together, one UTF-8 and one Windows-1252: refused, for either reading is wrong.',
      dataset,
      make: () => Buffer.concat([csvIn('utf8', lines), csvIn('windows-1252', lines.slice(1))]),
    },
    { file: 'commas.csv', shows: 'Commas between cells, and quoted amounts with a decimal comma.', dataset },
    { file: 'tabs.tsv', shows: 'Tabs between cells.', dataset, make: () => csvIn('utf8', separatedBy('\t')) },
    {
      file: 'bars.csv',
      shows: 'Vertical bars between cells.',
      dataset,
      make: () => csvIn('utf8', separatedBy('|')),
    },
    {
      file: 'sep-line.csv',
      shows: 'The line `sep=;` that Excel obeys and does not count.',
      dataset,
      make: () => csvIn('utf8', ['sep=;', ...lines]),
    },
    { file: 'blank-lines.csv', shows: 'Blank lines and trailing empty columns are nothing.', dataset },
    {
      file: 'ragged-rows.csv',
      shows: 'Short rows are empty at their end; a row with more cells than the header has is refused.',
      dataset,
    },
    {
      file: 'decimal-comma-in-comma-file.csv',
      shows: 'A decimal comma cut in two by commas between cells: the row has a cell too many.',
      dataset,
    },
    {
      file: 'shifted-row.csv',
      shows: 'A semicolon inside an unquoted cell shifts the rest of its row: nothing of it is loaded.',
      dataset,
    },
    {
      file: 'unclosed-quote.csv',
      shows: 'A quote that nothing closes: the line from which the file no longer reads.',
      dataset,
    },
    { file: 'text-after-quote.csv', shows: 'Inches and nicknames: a text after a closing quote.', dataset },
    {
      file: 'line-break-in-cell.csv',
      shows: 'A line break inside a quoted cell counts as one row, as in a spreadsheet.',
      dataset,
    },
    { file: 'only-header.csv', shows: 'A header, and nothing below it.', dataset },
    { file: 'no-header.csv', shows: 'Rows without any header.', dataset },
    { file: 'prose.txt', shows: 'A letter instead of a table.', dataset },
    {
      file: 'control-characters.csv',
      shows: 'A NUL and an escape inside cells.',
      dataset,
      make: () =>
        textOf(
          lines[0] ?? '',
          '49018;Baugé\u0000;2024;enfance;PS ALSH;réel;10,00;',
          '49018;Baugé;2024;jeunesse;PS jeunes;réel;10,00;Foyer\u001b[31m',
        ),
    },
    {
      file: 'right-to-left.csv',
      shows: 'A right-to-left override that disguises a text.',
      dataset,
      make: () =>
        textOf(lines[0] ?? '', '49018;Baugé-en-Anjou;2024;enfance;PS ALSH;réel;10,00;Centre \u202egpj.exe'),
    },
    {
      file: 'line-separators.csv',
      shows: 'Line feeds alone, and a last line without an end.',
      dataset,
      make: () => Buffer.from(lines.join('\n')),
    },
  ],
};
