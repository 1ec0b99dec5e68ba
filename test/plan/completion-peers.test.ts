import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Communes with one action that is done, under an objective. */
const judged = ['49018', '49021', '49194', '49228', '49201'];
/** One whose only action is done and has no objective, and others without a rate, each for a cause of its own. */
const [bare, silent, permanent, empty, actionless] = ['49007', '49328', '49023', '49063', '49331'];
const all = [...judged, bare, silent, permanent, empty, actionless];

describe('why a territory has no rate among its peers', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
      ...all.map((code) => `P-${code},${code},commune,49,2024,2026,${code}`),
    ]);
    const plan = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique',
      ...[...judged, silent].flatMap((code) => [
        `O,P-${code},objectif,Objectif,,petite enfance`,
        `a,P-${code},action,Action,Objectif,petite enfance`,
      ]),
      `a,P-${bare},action,Action,,petite enfance`,
      `a,P-${permanent},action,Action,,petite enfance`,
      `O,P-${actionless},objectif,Objectif,,petite enfance`,
    ]);
    expect(plan).toMatchObject({ added: 15, rejected: 0, problems: [] });
    const entries = await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      ...[...judged, bare].map((code) => `P-${code};a;réalisé;2024-06-30`),
      `P-${permanent};a;permanent;2024-06-30`,
    ]);
    expect(entries).toMatchObject({ added: 7, rejected: 0, problems: [] });
  });
  afterAll(() => hub.close());

  const told = async (code: string | undefined, measure: string, more = '') => {
    const { data, errors } = await hub.ask(`{ commune(code: "${code}") {
      completionPeers(on: "2024-12-31", measure: ${measure}, sameBand: false ${more}) { state hint peers withoutValue median rank } } }`);
    expect(errors).toBeUndefined();
    return data.commune.completionPeers;
  };
  /** All of the five have reached their objective. */
  const none = (cause: string) => ({
    state: 'NO_VALUE',
    hint: `Ses pairs ont un taux et lui non : ${cause}.`,
    peers: 5,
    withoutValue: 171,
    median: 1,
    rank: null,
  });

  it('says what there is not to judge', async () => {
    expect(await told('49018', 'OBJECTIVE_RATE')).toMatchObject({ state: 'COMPARED', hint: null, rank: 1 });
    expect(await told(bare, 'OBJECTIVE_RATE')).toEqual(
      none('ses plans en vigueur n’ont aucun objectif connu du hub'),
    );
    expect(await told(empty, 'OBJECTIVE_RATE')).toEqual(
      none('ses plans en vigueur n’ont aucun objectif connu du hub'),
    );
    expect(await told(silent, 'OBJECTIVE_RATE')).toEqual(
      none('il manque l’état d’actions de ses objectifs, et aucun ne se juge à cette date'),
    );
    expect(await told(actionless, 'OBJECTIVE_RATE')).toEqual(
      none('aucun de ses objectifs n’a d’action qui permette d’en juger'),
    );
    expect(await told('49099', 'OBJECTIVE_RATE')).toEqual(
      none('aucune convention que le hub sache en vigueur ne le touche à cette date'),
    );
  });

  it('says it of actions, where the one without an objective has a rate', async () => {
    const six = (cause: string) => ({ ...none(cause), peers: 6, withoutValue: 170 });
    expect(await told(bare, 'ACTION_RATE')).toMatchObject({
      state: 'COMPARED',
      hint: null,
      peers: 6,
      rank: 1,
    });
    expect(await told(silent, 'ACTION_RATE')).toEqual(
      six('aucun état de ses actions n’est connu à cette date'),
    );
    expect(await told(permanent, 'ACTION_RATE')).toEqual(
      six(
        'celles de ses actions dont l’état est connu sont permanentes ou abandonnées, et n’entrent pas dans le taux',
      ),
    );
    expect(await told(empty, 'ACTION_RATE')).toEqual(
      six('ses plans en vigueur n’ont aucune action connue du hub'),
    );
    expect(await told('49099', 'ACTION_RATE')).toEqual(
      six('aucune convention que le hub sache en vigueur ne le touche à cette date'),
    );
    expect(await told(empty, 'ACTION_RATE', ', themes: [EARLY_CHILDHOOD]')).toEqual(
      six('ses plans en vigueur n’ont aucune action connue du hub, dans ces thématiques'),
    );
  });
});
