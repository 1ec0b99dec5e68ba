import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { demonstrationFiles } from '../../src/content/demonstration/demonstration.js';
import { IndicatorKind, indicatorKindOf } from '../../src/indicator/indicator.rules.js';
import { readFrance } from '../../src/ingestion/territories/france.js';
import { ActionStatus, actionStatusOf } from '../../src/plan/plan.rules.js';
import { DatasetName } from '../../src/provenance/dataset-name.js';
import { FundingLine, fundingLineOf } from '../../src/subsidy/funding-line.rules.js';
import { foldName } from '../../src/territory/territory.rules.js';
import { openHub } from '../hub.js';

const france = readFrance();
const files = demonstrationFiles(france);

type Row = Readonly<Record<string, string>>;

function rowsOf(dataset: DatasetName): Row[] {
  const content = files.find((file) => file.dataset.name === dataset)?.content ?? '';
  return parse(content, { columns: true, trim: true });
}

const names = [
  DatasetName.CONVENTIONS,
  DatasetName.AMENDMENTS,
  DatasetName.PLAN_NODES,
  DatasetName.PROGRESS,
  DatasetName.SUBSIDIES,
  DatasetName.INDICATORS,
];
const conventions = rowsOf(DatasetName.CONVENTIONS);
const amendments = rowsOf(DatasetName.AMENDMENTS);
const nodes = rowsOf(DatasetName.PLAN_NODES);
const progress = rowsOf(DatasetName.PROGRESS);
const subsidies = rowsOf(DatasetName.SUBSIDIES);
const indicatorValues = rowsOf(DatasetName.INDICATORS);

const distinct = (rows: readonly Row[], column: string) =>
  [...new Set(rows.map((row) => row[column] ?? ''))].sort();
const listed = (rows: readonly Row[], ...columns: string[]) =>
  rows.flatMap((row) =>
    columns.flatMap((column) => (row[column] ?? '').split('|').filter((code) => code !== '')),
  );
const nodeKey = (row: Row) => `${row.convention_ref}/${row.objective_id}`;

test('six files, in the order in which they refer to each other', () => {
  expect(files.map(({ dataset }) => dataset.name)).toEqual(names);
});

test('the same bytes every time', () => {
  const digest = () =>
    demonstrationFiles(france).map(({ content }) => createHash('sha256').update(content).digest('hex'));
  expect(digest()).toEqual(digest());
});

test('every file loads whole, without an error or a warning', async () => {
  const hub = await openHub('west');
  for (const { dataset, content, fileName } of files) {
    const lines = content.trimEnd().split('\n');
    const report = await hub.load(dataset, lines, { demonstration: true, acceptance: 'ALL_OR_NOTHING' });
    expect(report, fileName).toMatchObject({ isAccepted: true, added: report.rowsRead });
    expect(report.problems.filter(({ severity }) => severity !== 'INFO')).toEqual([]);
  }
  await hub.close();
});

test.each(names)('%s: every row says that it is invented, and none gives an address', (name) => {
  const rows = rowsOf(name);
  expect(distinct(rows, 'source_title')).toEqual(['Données de démonstration, inventées']);
  expect(rows.every((row) => !('source_url' in row))).toBe(true);
});

test('every reference says that it is a demonstration', () => {
  const references = [...listed(conventions, 'convention_ref'), ...listed(subsidies, 'amount_id')];
  expect(references.filter((reference) => !reference.startsWith('DEMO-'))).toEqual([]);
  expect(conventions.filter((row) => !row.territory_name?.endsWith(' (démonstration)'))).toEqual([]);
});

test('territories are real ones of Maine-et-Loire, and all its communes are there', () => {
  const here = france.communes.filter(
    ({ type, departement }) => type === 'commune-actuelle' && departement === '49',
  );
  const communes = new Set(here.map(({ code }) => code));
  const epcis = new Set(
    france.epcis
      .filter(({ membres }) => membres.some(({ code }) => communes.has(code)))
      .map(({ code }) => code),
  );
  const members = listed(conventions, 'insee_code', 'member_insee');
  const moved = listed(amendments, 'communes_added', 'communes_removed');
  const paid = (kind: string) =>
    listed(
      subsidies.filter((row) => row.territory_kind === kind),
      'territory_code',
    );

  expect([...members, ...moved, ...paid('commune')].filter((code) => !communes.has(code))).toEqual([]);
  expect([...listed(conventions, 'siren'), ...paid('epci')].filter((code) => !epcis.has(code))).toEqual([]);
  expect([communes.size, epcis.size]).toEqual([176, 10]);
  expect(new Set(paid('epci')).size).toBe(10);
  expect(new Set(paid('departement'))).toEqual(new Set(['49']));
});

test('every shape of territory and every kind of amendment', () => {
  expect(distinct(conventions, 'kind')).toEqual(
    [
      'ancien_epci',
      'commune',
      'epci',
      'epci_plus_communes',
      'infra_epci',
      'multi_commune',
      'multi_epci',
    ].sort(),
  );
  expect(distinct(amendments, 'kind')).toEqual(['contenu', 'prolongation', 'périmètre', 'signataire']);
});

test('conventions set the traps: unsigned, undated, without a list, signed late, of two generations', () => {
  const one = (reference: string) => conventions.find((row) => row.convention_ref === reference);
  expect(one('DEMO-49-BEAUPREAU-2')).toMatchObject({ start_date: '2026-01-01', signature_date: '' });
  expect(one('DEMO-49-GENNES-1')).toMatchObject({
    start_year: '',
    start_date: '',
    end_year: '',
    end_date: '',
  });
  expect(one('DEMO-49-SAUMUROIS-1')).toMatchObject({ n_communes: '24', member_insee: '' });
  expect(one('DEMO-49-ANGERS-2')).toMatchObject({ start_date: '2024-01-01', signature_date: '2024-02-28' });
  expect(one('DEMO-49-LAYON-AUBANCE-2')).toMatchObject({ n_communes: '20', member_insee: '' });
  expect(conventions.filter((row) => row.generation === '2').length).toBeGreaterThanOrEqual(8);
});

test('plans: every parent is a code of the same plan, and only actions are followed up', () => {
  const known = new Set(nodes.map(nodeKey));
  const orphans = nodes.filter(
    (row) => row.parent_title !== '' && !known.has(`${row.convention_ref}/${row.parent_title}`),
  );
  expect(orphans).toEqual([]);
  const actions = new Set(nodes.filter((row) => row.level === 'action').map(nodeKey));
  expect(progress.filter((row) => !actions.has(nodeKey(row)))).toEqual([]);
  expect(
    nodes.filter((row) => row.convention_ref === 'DEMO-49-DOUESSIN-2' && row.level === 'action'),
  ).toEqual([]);
  expect(progress.filter((row) => row.convention_ref === 'DEMO-49-SAUMUROIS-1')).toEqual([]);
});

test('progress: every status, on the five follow-up days, and nothing more once an action is over', () => {
  const statuses = new Set(distinct(progress, 'status').map((words) => actionStatusOf(foldName(words))));
  expect(statuses).toEqual(new Set(Object.values(ActionStatus)));
  expect(distinct(progress, 'status_date')).toEqual([
    '2024-06-30',
    '2024-12-31',
    '2025-06-30',
    '2025-12-31',
    '2026-06-30',
  ]);
  const over = new Set<string>();
  for (const row of progress) {
    expect(over).not.toContain(nodeKey(row));
    if (row.status === 'réalisée' || row.status === 'abandonnée') over.add(nodeKey(row));
  }
});

test('money: every nature and precision, no line that the nomenclature does not know', () => {
  expect(distinct(subsidies, 'nature')).toEqual(
    ['', 'actualisé (juin)', 'décision', 'prévisionnel', 'réel (versé)'].sort(),
  );
  expect(distinct(subsidies, 'precision')).toEqual(['approx', 'at_least', 'exact', 'plafond']);
  const lines = distinct(subsidies, 'funding_line').map((words) => fundingLineOf(foldName(words)));
  expect(lines).not.toContain(FundingLine.OTHER);
});

test('money: zeros are reported, silence is not, and some sums are not split', () => {
  const paid = (year: string) =>
    subsidies.filter(
      (row) => row.nature === 'réel (versé)' && row.year_start === year && row.territory_kind === 'commune',
    );
  const silent = (year: string) => 176 - new Set(listed(paid(year), 'territory_code')).size;
  expect(paid('2024').filter((row) => row.amount === '0.00').length).toBeGreaterThan(10);
  expect(silent('2025')).toBeGreaterThan(silent('2024') + 10);
  expect(paid('2024').filter((row) => row.sector?.includes('|')).length).toBeGreaterThan(0);
});

test('indicators: only numbers of the list, with secrets and silences, and parts that make their whole', () => {
  const kinds = distinct(indicatorValues, 'indicator').map((words) => indicatorKindOf(foldName(words)));
  expect(kinds).not.toContain(IndicatorKind.OTHER);
  expect(new Set(kinds).size).toBe(kinds.length);
  const of = (kind: string, indicator: string) =>
    indicatorValues.filter((row) => row.territory_kind === kind && row.indicator === indicator);
  const added = (rows: readonly Row[]) => rows.reduce((sum, { value }) => sum + Number(value), 0);
  const children = 'enfants de 0 à 2 ans';
  expect(of('commune', children)).toHaveLength(176);
  expect(added(of('commune', children))).toBe(added(of('departement', children)));
  const single = of('commune', 'foyers allocataires monoparentaux');
  expect(single.filter(({ value }) => value === 'secret').length).toBeGreaterThan(3);
  expect(single.length).toBeLessThan(176);
  // Nine EPCI lie wholly in the département; nobody has sent the places of one of them.
  expect(of('epci', children)).toHaveLength(9);
  expect(of('epci', 'places tous modes')).toHaveLength(8 * 6);
});
