import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/files/open.js';
import type { NamedFile, SheetRow } from '../../src/files/sheet.js';
import type { Columns } from '../../src/ingestion/columns/column.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { findHeader } from '../../src/ingestion/reading/header.js';
import { templateOf } from '../../src/workbooks/template.js';
import { openHub, type TestHub } from '../hub.js';

const named = (name: string, bytes: Uint8Array): NamedFile => ({ name, bytes: { kind: 'memory', bytes } });

async function sheetsOf(file: NamedFile): Promise<Map<string, { isHidden: boolean; rows: SheetRow[] }>> {
  const opened = await openFile(file);
  const found = new Map<string, { isHidden: boolean; rows: SheetRow[] }>();
  for await (const sheet of opened.sheets()) {
    const rows: SheetRow[] = [];
    for await (const batch of sheet.rows()) rows.push(...batch);
    found.set(sheet.name ?? '', { isHidden: sheet.isHidden, rows });
  }
  await opened.close();
  return found;
}

/** One row of texts by column name, in the order of the declaration. */
const rowOf = (values: Readonly<Record<string, string>>): string[] =>
  Object.keys(subsidies.columns as Columns).map((name) => values[name] ?? '');

describe('a template', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it.each(datasets.map((dataset) => [dataset.title, dataset] as const))(
    'of %s has a header that the hub reads, a guide, and hidden lists',
    async (title, dataset) => {
      const file = named('modele.xlsx', await templateOf({ dataset, about: 'Essai.', rows: [] }));
      const sheets = await sheetsOf(file);
      expect([...sheets].map(([name, { isHidden }]) => [name, isHidden])).toEqual([
        [title, false],
        ['Mode d’emploi', false],
        ['Listes', true],
      ]);
      // What the hub adds has no header of any data set, or it would be read as one of its tables.
      for (const name of ['Mode d’emploi', 'Listes']) {
        for (const { columns } of datasets) {
          expect(findHeader(columns, name, sheets.get(name)?.rows ?? [])).toBeNull();
        }
      }
      const request = { dataset, file, author: 'tests', demonstration: false, dryRun: true };
      const report = await load(hub.database, request);
      // Nothing is typed yet: that is all there is to say.
      expect(report.problems.map(({ code }) => code)).toEqual(['NO_ROWS']);
    },
  );

  it('keeps codes as texts, amounts as numbers and dates as dates, and loads as it is', async () => {
    const rows = [
      rowOf({
        code: '01004',
        territoryName: 'Ambérieu-en-Bugey',
        yearFrom: '2023',
        amount: '780552,25',
        sectors: 'Petite enfance',
        nature: 'réel (versé)',
        notes: '=1+1 n’est pas une formule ici',
      }),
    ];
    const bytes = await templateOf({ dataset: subsidies, about: 'Essai.', rows });
    const sheet = (await sheetsOf(named('modele.xlsx', bytes))).get('Subventions');
    const at = (name: string) => Object.keys(subsidies.columns).indexOf(name);
    const [, row] = sheet?.rows ?? [];
    expect(row?.cells[at('code')]).toBe('01004');
    expect(row?.cells[at('amount')]).toBe('780552.25');
    expect(row?.notes?.get(at('amount'))).toBe('NUMBER');
    expect(row?.notes?.get(at('code'))).toBeUndefined();

    const clean = rows.map((cells) => cells.map((cell) => cell.replace('=1+1 ', '')));
    const file = named('m.xlsx', await templateOf({ dataset: subsidies, about: 'Essai.', rows: clean }));
    const report = await load(hub.database, { dataset: null, file, author: 'tests', demonstration: false });
    expect(report).toMatchObject({ isAccepted: true, added: 1, problems: [] });
    const { data } = await hub.ask(
      '{ commune(code: "01004") { subsidies(fiscalYear: 2023) { total bySector { sector } } } }',
    );
    expect(data.commune.subsidies).toEqual({ total: 780552.25, bySector: [{ sector: 'EARLY_CHILDHOOD' }] });
  });

  it('marks with a star what each row needs, and in brackets what it needs one of', async () => {
    const starred = async (dataset: (typeof datasets)[number]) => {
      const { sheets } = await readXlsx(await templateOf({ dataset, about: 'Essai.', rows: [] }));
      return sheets[0]?.rows[0]?.filter((cell) => String(cell).includes('*'));
    };
    expect(await Promise.all(datasets.map(starred))).toEqual([
      ['Référence *', 'Territoire *', 'Forme *', 'Département *'],
      ['Référence *', 'Numéro *', 'Nature *', 'Résumé *'],
      ['Code *', 'Référence *', 'Niveau *', 'Intitulé *'],
      ['Référence *', 'Code *', 'État *'],
      ['Code du territoire (*)', 'Territoire (*)', 'Montant *'],
      [
        'Code du territoire (*)',
        'Territoire (*)',
        'Indicateur *',
        'Valeur *',
        'Année (*)',
        "Date d'observation (*)",
      ],
    ]);
  });

  it('warns of a word that is in no closed list, lets it pass, and says nothing of an open one', async () => {
    const bytes = await templateOf({ dataset: subsidies, about: 'Essai.', rows: [] });
    const { sheets } = await readXlsx(bytes);
    const styles = sheets[0]?.dataValidations?.map(
      ({ inputTitle, showErrorMessage = false, errorStyle, errorMessage = '' }) => [
        inputTitle,
        showErrorMessage && errorStyle,
        errorMessage.slice(0, 23),
      ],
    );
    const warned = (title: string) => [title, 'warning', 'Le hub comprend aussi d'];
    expect(styles).toEqual([
      warned('type de territoire'),
      warned('unité'),
      warned('précision'),
      warned('flux'),
      ['secteur', false, ''],
      ['ligne de financement', false, ''],
      warned('section comptable'),
      warned('nature du montant'),
      warned('périodicité'),
    ]);
    const [, guide] = sheets;
    const told = (name: string) => guide?.rows.find(([first]) => first === name);
    expect(told('type de territoire')?.slice(3)).toEqual([
      'Un mot de la liste',
      'commune ; EPCI ; département ; région ; pays',
    ]);
    expect(told('territoire')?.[1]).toBe('l’une au moins : « code du territoire », « territoire »');
  });
});
