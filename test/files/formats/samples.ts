import { gzipSync } from 'node:zlib';
import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { sheetOf, zipOf } from '../../reading/workbook.js';
import { bytesOf, sheetRows } from '../make.js';
import type { Theme } from '../sample.js';

const lines = 'code insee;exercice;secteur;nature;montant\n49018;2024;petite enfance;réel;410000\n';
const workbook = () =>
  sheetOf(
    sheetRows([
      ['code insee', 'exercice', 'secteur', 'nature', 'montant'],
      ['49018', 2024, 'petite enfance', 'réel', 410000],
    ]),
  );
const compound = (name: string) =>
  Buffer.concat([
    bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    Buffer.alloc(504),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(512),
  ]);

export const formats: Theme = {
  name: 'formats',
  about: 'Files that are not what their name says, or that the hub does not read: what to save them as.',
  samples: [
    {
      file: 'workbook-named-csv.csv',
      shows: 'A workbook named .csv: read, and said.',
      dataset,
      make: workbook,
    },
    {
      file: 'csv-named-xlsx.xlsx',
      shows: 'A CSV named .xlsx: read, and said.',
      dataset,
      make: () => Buffer.from(lines),
    },
    {
      file: 'old-excel.xls',
      shows: 'An Excel file of before 2007.',
      dataset,
      make: () => compound('Workbook'),
    },
    {
      file: 'with-password.xlsx',
      shows: 'A workbook behind a password.',
      dataset,
      make: () => compound('EncryptedPackage'),
    },
    {
      file: 'document.pdf',
      shows: 'A PDF.',
      dataset,
      make: () => bytesOf('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n'),
    },
    {
      file: 'spreadsheet.ods',
      shows: 'A LibreOffice spreadsheet.',
      dataset,
      make: () =>
        zipOf([
          { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
          { name: 'content.xml', content: '<office:document-content/>' },
        ]),
    },
    {
      file: 'web-page.xls',
      shows: 'An HTML page that an application calls .xls.',
      dataset,
      make: () =>
        Buffer.from(
          '<html><head><meta charset="utf-8"></head><body><table><tr><td>montant</td></tr></table></body></html>\n',
        ),
    },
    {
      file: 'excel-2003.xml',
      shows: 'An Excel 2003 workbook in XML.',
      dataset,
      make: () =>
        Buffer.from(
          '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>\n',
        ),
    },
    {
      file: 'archive.zip',
      shows: 'A zip archive with a CSV in it.',
      dataset,
      make: () => zipOf([{ name: 'subventions.csv', content: lines }]),
    },
    {
      file: 'archive.csv.gz',
      shows: 'A compressed CSV.',
      dataset,
      make: () => gzipSync(lines, { level: 0 }),
    },
    {
      file: 'picture.png',
      shows: 'A screenshot of a table.',
      dataset,
      make: () => bytesOf('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0'),
    },
    {
      file: 'letter.docx',
      shows: 'A Word document.',
      dataset,
      make: () =>
        zipOf([
          { name: '[Content_Types].xml', content: '<Types/>' },
          { name: 'word/document.xml', content: '<document/>' },
        ]),
    },
    { file: 'nothing.csv', shows: 'No byte at all.', dataset, make: () => Buffer.alloc(0) },
    {
      file: 'only-blanks.csv',
      shows: 'Spaces and line ends alone.',
      dataset,
      make: () => Buffer.from(' \r\n\t\r\n '),
    },
    {
      file: 'truncated.xlsx',
      shows: 'A workbook whose download was cut.',
      dataset,
      make: () => workbook().subarray(0, 900),
    },
  ],
};
