import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** How many of the four actions of each CTG are done, by the commune that it is of: communes of 2 000 to 20 000 people, but for Angers. */
const done: Readonly<Record<string, number>> = { 49018: 0, 49021: 1, 49194: 2, 49228: 3, 49201: 4, 49007: 4 };
const actions = ['a', 'b', 'c', 'd'];

describe('a convention among its peers', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee',
      ...Object.keys(done).map((code) => `C-${code},${code},commune,49,2024,2026,,${code}`),
      // In force, without a plan; with a plan of which nothing is known; with one that is permanent.
      'BARE,Sans plan,commune,49,2024,2026,,49328',
      'SILENT,Sans état,commune,49,2024,2026,,49023',
      'PERMANENT,Permanente,commune,49,2024,2026,,49063',
      // Some of its communes are not named: no size is known.
      'PART,Inconnues,ancien_epci,49,2024,2090,24,',
      'OLD,Terminée,commune,49,2015,2018,,49018',
      'NEXT,À venir,commune,49,2027,2030,,49018',
      'UNSURE,Sans dates,commune,49,,,,49099',
      'NANTES,Ailleurs,commune,44,2024,2026,,44109',
    ]);
    expect(loaded).toMatchObject({ added: 14, rejected: 0 });
    const followed = [...Object.keys(done).map((code) => `C-${code}`), 'SILENT', 'PART', 'OLD', 'NANTES'];
    const plan = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique',
      ...followed.flatMap((reference) => [
        `O,${reference},objectif,Objectif,,petite enfance`,
        ...actions.map((id) => `${id},${reference},action,Action ${id},Objectif,petite enfance`),
      ]),
      'a,PERMANENT,action,Action,,jeunesse',
    ]);
    expect(plan).toMatchObject({ rejected: 0, problems: [] });
    const states = (reference: string, completed: number) =>
      actions.map((id, at) => `${reference};${id};${at < completed ? 'réalisé' : 'en cours'};2024-06-30`);
    const entries = await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      ...Object.entries(done).flatMap(([code, completed]) => states(`C-${code}`, completed)),
      ...states('PART', 2),
      ...states('OLD', 4),
      ...states('NANTES', 0),
      'PERMANENT;a;permanent;2024-06-30',
    ]);
    expect(entries).toMatchObject({ rejected: 0, problems: [] });
  });
  afterAll(() => hub.close());

  const fields =
    'state hint populationBand share { numerator denominator value } peers withoutValue lowerQuartile median upperQuartile rank quarter ratioToMedian';
  const told = async (reference: string, args: string, asked = fields) => {
    const { data, errors } = await hub.ask(
      `{ convention(reference: "${reference}") { completionPeers(on: "2024-12-31" ${args}) { ${asked} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.convention.completionPeers;
  };
  const anySize = ', sameBand: false';

  it('has the rate of its own plan, and its place in those of its département', async () => {
    // 0, 0.25, 0.5, 0.5 (PART), 0.75, 1 and 1; BARE, SILENT and PERMANENT have none, OLD and NEXT are not in force.
    expect(await told('C-49194', anySize)).toEqual({
      state: 'COMPARED',
      hint: null,
      populationBand: null,
      share: { numerator: 2, denominator: 4, value: 0.5 },
      peers: 7,
      withoutValue: 3,
      lowerQuartile: 0.375,
      median: 0.5,
      upperQuartile: 0.875,
      rank: 4,
      quarter: 2,
      ratioToMedian: 1,
    });
    expect(await told('C-49007', anySize, 'rank quarter')).toEqual({ rank: 1, quarter: 4 });
    expect(await told('C-49018', anySize, 'rank ratioToMedian')).toEqual({ rank: 7, ratioToMedian: 0 });
  });

  it('is compared with those of its size where sizes matter', async () => {
    const asked = 'state populationBand peers withoutValue rank';
    expect(await told('C-49007', '', asked)).toEqual({
      state: 'TOO_FEW',
      populationBand: 'FROM_100000',
      peers: 1,
      withoutValue: 0,
      rank: null,
    });
    expect(await told('PART', '', 'state hint peers')).toEqual({
      state: 'NOT_APPLICABLE',
      hint: 'Sans pair ici : ses communes ne sont pas toutes connues, et sa taille non plus : « sameBand: false » s’en passe.',
      peers: 0,
    });
    // Its own rate is foreseen all the same.
    const { data } = await hub.ask(
      `{ convention(reference: "PART") { completionPeers(on: "2089-12-31") { hint share { value } } } }`,
    );
    expect(data.convention.completionPeers).toMatchObject({ share: { value: 0.5 } });
    expect(data.convention.completionPeers.hint).toMatch(/s’en passe. Date à venir/);
  });

  it('is compared with those of the région, by the objectives that are reached', async () => {
    // Of the eight with a rate, two have reached theirs.
    expect(await told('NANTES', ', among: REGION, measure: OBJECTIVE_RATE, sameBand: false')).toMatchObject({
      state: 'COMPARED',
      share: { numerator: 0, denominator: 1, value: 0 },
      peers: 8,
      withoutValue: 3,
      median: 0,
      upperQuartile: 0.25,
      rank: 3,
    });
  });

  it('is without peers when it is not in force, and says so', async () => {
    const asked = 'state hint peers withoutValue median';
    const none = (cause: string) => ({
      state: 'NOT_APPLICABLE',
      hint: `Sans pair ici : ${cause}. « completion » donne son propre avancement.`,
      peers: 0,
      withoutValue: 0,
      median: null,
    });
    expect(await told('OLD', anySize, asked)).toEqual(none('la convention est terminée à cette date'));
    expect(await told('NEXT', anySize, asked)).toEqual(none('la convention n’a pas commencé à cette date'));
    expect(await told('UNSURE', anySize, asked)).toEqual(
      none('le hub ne sait pas si la convention est en vigueur à cette date'),
    );
  });

  it('says why it has no rate', async () => {
    const none = (cause: string) => ({
      state: 'NO_VALUE',
      hint: `Ses pairs ont un taux et elle non : ${cause}.`,
      rank: null,
      median: 0.5,
    });
    const asked = 'state hint rank median';
    expect(await told('BARE', anySize, asked)).toEqual(none('son plan n’a aucune action connue du hub'));
    expect(await told('SILENT', anySize, asked)).toEqual(
      none('aucun état de ses actions n’est connu à cette date'),
    );
    expect(await told('PERMANENT', anySize, asked)).toEqual(
      none(
        'celles de ses actions dont l’état est connu sont permanentes ou abandonnées, et n’entrent pas dans le taux',
      ),
    );
    expect(await told('BARE', `${anySize}, themes: [EARLY_CHILDHOOD]`, asked)).toEqual(
      none('son plan n’a aucune action connue du hub, dans ces thématiques'),
    );
  });

  it('has the same rate as its completion, in one statement for all of a département', async () => {
    const { data, queries } =
      await hub.ask(`{ department(code: "49") { conventions(first: 100, states: [IN_FORCE], on: "2024-12-31") {
      nodes { reference
        completion(on: "2024-12-31") { actions { rate { numerator denominator value } } passport { expected reported complete } }
        completionPeers(on: "2024-12-31", sameBand: false) { share { numerator denominator value } passport { expected reported complete } } } } } }`);
    const { nodes } = data.department.conventions;
    expect(nodes).toHaveLength(10);
    for (const { completion, completionPeers } of nodes)
      expect(completionPeers).toEqual({ share: completion.actions.rate, passport: completion.passport });
    expect(queries.filter((name) => name === 'completionPeers')).toHaveLength(1);
  });
});
