import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { openHub, type TestHub } from '../hub.js';
import { allRows, fileLines } from './exported.js';

const territory = 'department:49';
const first = 'Lu dans le bilan ; à vérifier';
const second = 'Vérifié';

/** Every data set, each after those that it needs, with one row whose remark is given. */
const files: readonly (readonly [dataset: Dataset, lines: (notes: string) => string[]])[] = [
  [
    conventions,
    (notes) => [
      'convention_ref,territory_name,kind,departement_code,member_insee,notes',
      `A-1,Baugé,commune,49,49018,${notes}`,
    ],
  ],
  [
    amendments,
    (notes) => [
      'convention_ref,number,kind,effective_date,summary,notes',
      `A-1,1,contenu,2024-01-01,Plan ajouté,${notes}`,
    ],
  ],
  [
    planNodes,
    (notes) => ['objective_id,convention_ref,level,title,notes', `X,A-1,action,Ouvrir une crèche,${notes}`],
  ],
  [
    progress,
    (notes) => ['convention_ref,objective_id,status,status_date,notes', `A-1,X,en cours,2024-06-30,${notes}`],
  ],
  [
    indicators,
    (notes) => [
      'territory_kind,territory_code,indicator,value,year,notes',
      `commune,49018,Enfants de moins de 3 ans,300,2023,${notes}`,
    ],
  ],
  [
    subsidies,
    (notes) => [
      'territory_kind,territory_code,year_start,amount,sector,nature,notes',
      `commune,49018,2023,100,jeunesse,réel,${notes}`,
    ],
  ],
];

const question = `{
  convention(reference: "A-1") {
    notes amendments { notes } planNodes { nodes { notes progress { notes } } }
  }
  commune(code: "49018") {
    indicators { nodes { notes } } subsidies(fiscalYear: 2023) { amounts { nodes { notes } } }
  } }`;

describe('the remarks of a file', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  beforeEach(async () => {
    for (const [dataset, lines] of files) await hub.load(dataset, lines(first));
  });
  afterAll(() => hub.close());

  /** What the API says of the remark of each data set, in the order of `files`. */
  const notes = async () => {
    const { data, errors } = await hub.ask(question);
    expect(errors).toBeUndefined();
    const { convention, commune } = data;
    const [node] = convention.planNodes.nodes;
    return [
      convention.notes,
      convention.amendments[0].notes,
      node.notes,
      node.progress[0].notes,
      commune.indicators.nodes[0].notes,
      commune.subsidies.amounts.nodes[0].notes,
    ];
  };

  it('are shown, and written again in what another hub or a template reads', async () => {
    expect(await notes()).toEqual(files.map(() => first));
    for (const [dataset] of files) {
      const exported = await allRows(hub, dataset, territory);
      expect(exported.flatMap(({ cells }) => cells)).toContain(first);
      const again = await hub.load(dataset, fileLines(dataset, exported));
      expect(again, dataset.title).toMatchObject({ unchanged: 1, revision: null });
    }
  });

  it.each(files.map(([dataset, lines], place) => [dataset.title, dataset, lines, place] as const))(
    'of %s are a change by themselves, which is undone',
    async (_title, dataset, lines, place) => {
      const changed = await hub.load(dataset, lines(second));
      expect(changed).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
      expect((await notes())[place]).toBe(second);
      const { data } = await hub.ask(
        `{ batch(revision: ${changed.revision}) { changes { nodes { fields { label before after } } } } }`,
      );
      expect(data.batch.changes.nodes).toEqual([
        { fields: [{ label: 'Remarques', before: first, after: second }] },
      ]);
      await undoBatch(hub.database, changed.revision ?? 0, 'tests');
      expect(await notes()).toEqual(files.map(() => first));
    },
  );

  it('of a plan stay out of the states that it gives: those have their own', async () => {
    await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,status,status_date,notes',
      `X,A-1,action,Ouvrir une crèche,en cours,2024-06-30,${second}`,
    ]);
    expect((await notes()).slice(2, 4)).toEqual([second, first]);
  });
});
