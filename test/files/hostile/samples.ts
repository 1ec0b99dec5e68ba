import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { partsOf, sheetOf, workbookOf, zipOf } from '../../reading/workbook.js';
import { sheetRows } from '../make.js';
import type { Theme } from '../sample.js';

const rows = sheetRows([
  ['code insee', 'exercice', 'secteur', 'nature', 'montant'],
  ['49018', 2024, 'petite enfance', 'réel', 410000],
]);
const texts = (content: string) => ({
  sheets: [{ name: 'Données', rows }],
  replaced: [{ name: 'xl/sharedStrings.xml', content }],
});
const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  '',
);

export const hostile: Theme = {
  name: 'hostile',
  about: 'Files made to harm: each ends in a clear report, and the hub goes on.',
  samples: [
    {
      file: 'zip-bomb.xlsx',
      shows: 'A sheet of 100 MB in 100 kB.',
      dataset,
      make: () => workbookOf({ sheets: [{ name: 'Bombe', rows: ' '.repeat(100 * 2 ** 20) }] }),
    },
    {
      file: 'lying-size.xlsx',
      shows: 'A part that inflates to more than its directory says.',
      dataset,
      make: () =>
        zipOf(
          partsOf({ sheets: [{ name: 'Données', rows }] }).map((part) =>
            part.name.includes('sheet1') ? { ...part, claimedSize: 100 } : part,
          ),
        ),
    },
    {
      file: 'billion-laughs.xlsx',
      shows: 'Entities within entities.',
      dataset,
      make: () =>
        workbookOf(
          texts(
            `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">${laughs}]><sst><si><t>&l9;</t></si></sst>`,
          ),
        ),
    },
    {
      file: 'external-entity.xlsx',
      shows: 'An entity that reads a file of the server.',
      dataset,
      make: () =>
        workbookOf(
          texts(
            '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
          ),
        ),
    },
    {
      file: 'unknown-entity.xlsx',
      shows: 'An entity that nothing declares.',
      dataset,
      make: () => workbookOf(texts('<sst><si><t>&secret;</t></si></sst>')),
    },
    {
      file: 'path-traversal.xlsx',
      shows: 'A part named to climb out of its archive.',
      dataset,
      make: () =>
        zipOf([
          ...partsOf({ sheets: [{ name: 'Données', rows }] }),
          { name: '../../etc/passwd', content: 'x' },
        ]),
    },
    {
      file: 'damaged.xlsx',
      shows: 'A part whose checksum is wrong.',
      dataset,
      make: () =>
        zipOf(
          partsOf({ sheets: [{ name: 'Données', rows }] }).map((part) =>
            part.name.includes('sheet1') ? { ...part, crc: 1 } : part,
          ),
        ),
    },
    {
      file: 'formula-in-text.xlsx',
      shows: 'A text that begins with =, in a title of a workbook.',
      dataset,
      make: () =>
        sheetOf(
          sheetRows([
            ['code insee', 'exercice', 'secteur', 'nature', 'montant', 'remarques'],
            ['49018', 2024, 'enfance', 'réel', 10, '=cmd|’ /C calc’!A0'],
          ]),
        ),
    },
    { file: 'sql.csv', shows: 'SQL and templates in cells are texts like others.', dataset },
    {
      file: 'many-columns.csv',
      shows: 'A thousand columns.',
      dataset,
      make: () => Buffer.from(`montant${';x'.repeat(1000)}\n10\n`),
    },
  ],
};
