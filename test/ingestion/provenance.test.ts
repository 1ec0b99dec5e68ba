import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { workbookOf } from '../reading/workbook.js';

/** A workbook whose second sheet holds these lines, from its third row on. */
const workbook = (sheet: string, lines: readonly string[]): Buffer => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = lines.map((line, at) => `<row r="${at + 3}">${line.split(';').map(cell).join('')}</row>`);
  return workbookOf({
    sheets: [
      { name: 'Couverture', rows: `<row r="1">${cell('Bonjour')}</row>` },
      { name: sheet, rows: rows.join('') },
    ],
  });
};

const files = [
  [
    conventions,
    'convention_ref;territory_name;kind;departement_code;member_insee;start_year;end_year',
    'A-1;Baugé;commune;49;49018;2020;2090',
  ],
  [
    amendments,
    'convention_ref;number;kind;effective_date;end_year;summary',
    'A-1;1;prolongation;2024-01-01;2091;Un',
  ],
  [planNodes, 'objective_id;convention_ref;level;title', 'a;A-1;action;Un'],
  [progress, 'convention_ref;objective_id;status;status_date', 'A-1;a;en cours;2024-01-01'],
  [subsidies, 'territory_code;year_start;amount;nature', '49018;2023;10;réel'],
  [indicators, 'territory_code;indicator;value;year', '49018;Naissances;12;2023'],
] as const;

describe('where a record comes from', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    for (const [dataset, ...lines] of files) {
      const bytes = workbook(dataset.title, lines);
      const file = { name: `${dataset.name}.xlsx`, bytes: { kind: 'memory', bytes } } as const;
      await hub.load(dataset, [], { file });
    }
  });
  afterAll(() => hub.close());

  it('is its file, sheet and line, for every kind of record', async () => {
    const source = 'source { sheet line batch { fileName } }';
    const { data, errors } = await hub.ask(`{
      convention(reference: "A-1") { ${source} amendments { ${source} }
        planNodes { nodes { ${source} progress { ${source} } } } }
      commune(code: "49018") { subsidies(fiscalYear: 2023) { amounts { nodes { ${source} } } }
        indicators { nodes { ${source} } } } }`);
    expect(errors).toBeUndefined();
    const { convention, commune } = data;
    const [node] = convention.planNodes.nodes;
    const found = [
      convention,
      convention.amendments[0],
      node,
      node.progress[0],
      commune.subsidies.amounts.nodes[0],
      commune.indicators.nodes[0],
    ].map((each) => each.source);
    expect(found).toEqual(
      files.map(([{ title, name }]) => ({ sheet: title, line: 4, batch: { fileName: `${name}.xlsx` } })),
    );
  });
});
