import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Angers, Cholet, Saumur, Loire Layon Aubance and Haut-Anjou: those of Maine-et-Loire that have amounts. */
const epcis = ['244900015', '200071678', '200071876', '200071553', '200071868'];
const pairs = ['49018;49021', '49138;49194', '49201;49228', '49237;49099', '49328;49007'];

describe('peers of subsidies whose amounts are partial', () => {
  let hub: TestHub;
  let communes: string[][];
  beforeAll(async () => {
    hub = await openHub('france');
    communes = await Promise.all(
      epcis.map(async (code) => {
        const { data } = await hub.ask(
          `{ epci(code: "${code}") { communes(first: 100) { nodes { code } } } }`,
        );
        return data.epci.communes.nodes.map((each: { code: string }) => each.code);
      }),
    );
    // Of Angers, one commune has nothing; of Cholet, one has nothing for the young.
    const [angers = [], cholet = [], ...others] = communes;
    const amounts = (codes: readonly string[], sector: string, year: number) =>
      codes.map((code) => `${code};${year};réel;${sector};100`);
    await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      ...amounts([...angers.slice(1), ...cholet, ...others.flat()], 'enfance', 2023),
      ...amounts([...angers.slice(1), ...cholet.slice(1), ...others.flat()], 'jeunesse', 2023),
      '244900015;2023;réel;pilotage;5000',
      ...amounts(['49018', '49138', '49194', '49201', '49228', '49237', '49099', '49328'], 'enfance', 2022),
    ]);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      ...pairs.map((codes, at) => `P-${at + 1},Paire,multi_commune,,49,2022,2024,${codes}`),
    ]);
  });
  afterAll(() => hub.close());

  const peersOf = async (target: string, args: string, fields = 'state hint peers withPartialValue') => {
    const { data, errors } = await hub.ask(
      `{ t: ${target} { subsidyPeers(sameBand: false, ${args}) { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.t.subsidyPeers;
  };
  const [angers, saumur] = ['epci(code: "244900015")', 'epci(code: "200071876")'];

  it('are counted, and said, one or several', async () => {
    const ofPeers = 'une commune au moins n’a pas de montant à elle';
    const hint = (await peersOf(saumur, 'fiscalYear: 2023')).hint as string;
    expect(hint.startsWith('Montants partiels : 1 pair sur 5, dont')).toBe(true);
    expect(hint).toContain(ofPeers);
    const all = communes[0]?.length as number;
    expect(await peersOf(angers, 'fiscalYear: 2023')).toEqual({
      state: 'COMPARED',
      hint: expect.stringMatching(
        new RegExp(
          `^Le sien est partiel : ${all - 1} de ses ${all} communes ont un montant à elles\\. Montants partiels : 1 pair sur 5, lui compris`,
        ),
      ),
      peers: 5,
      withPartialValue: 1,
    });
  });

  it('are those of the sectors that are asked', async () => {
    expect(await peersOf(saumur, 'fiscalYear: 2023, sectors: [CHILDHOOD]')).toMatchObject({
      peers: 5,
      withPartialValue: 1,
    });
    expect(await peersOf(saumur, 'fiscalYear: 2023, sectors: [YOUTH]')).toMatchObject({
      peers: 5,
      withPartialValue: 2,
    });
    // Nothing but what the EPCI has itself.
    expect(await peersOf(angers, 'fiscalYear: 2023, sectors: [STEERING]')).toMatchObject({
      state: 'TOO_FEW',
      withPartialValue: 1,
    });
  });

  it('are conventions too, and never communes, whose amounts are their own', async () => {
    const ofConvention = await peersOf('convention(reference: "P-2")', 'fiscalYear: 2022');
    expect(ofConvention).toEqual({
      state: 'COMPARED',
      hint: expect.stringContaining('2 pairs sur 5, dont'),
      peers: 5,
      withPartialValue: 2,
    });
    expect(await peersOf('commune(code: "49018")', 'fiscalYear: 2022')).toEqual({
      state: 'COMPARED',
      hint: null,
      peers: 8,
      withPartialValue: 0,
    });
    expect(await peersOf('commune(code: "49018")', 'fiscalYear: 2022, sectors: [CHILDHOOD]')).toMatchObject({
      withPartialValue: 0,
    });
  });

  it('change nothing of the median and the rank, asked or not', async () => {
    const figures = 'median rank value peers withoutValue';
    const alone = await peersOf(angers, 'fiscalYear: 2023', figures);
    const { withPartialValue, hint, ...rest } = await peersOf(
      angers,
      'fiscalYear: 2023',
      `${figures} withPartialValue hint`,
    );
    expect(rest).toEqual(alone);
  });
});
