import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { areaFor, type Compared, PeerArea, peerHint } from '../../src/territory/peers/peers.rules.js';
import { TerritoryKind } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

/** Angers, Saumur, Mauges, Loire Layon Aubance, Haut-Anjou: 10 to 50 euros per child. */
const epcis = ['244900015', '200071876', '200060010', '200071553', '200071868'];

describe('why a territory has no value among its peers', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const paid = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      ...epcis.map((code, at) => `${code};2022;réel;petite enfance;${1000 * (at + 1)}`),
      // Cholet has no child that is known, Baugeois Vallée has none at all.
      '200071678;2022;réel;petite enfance;9000',
      '244900882;2022;réel;petite enfance;9000',
    ]);
    expect(paid).toMatchObject({ added: 7, rejected: 0 });
    await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year',
      ...epcis.map((code) => `epci;${code};enfants de 0 à 2 ans;100;2021`),
      'epci;244900882;enfants de 0 à 2 ans;0;2021',
    ]);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,n_communes,member_insee',
      'OLD,Baugé,commune,,49,2015,2018,,49018',
      'UNNAMED,Inconnues,ancien_epci,,49,2021,2024,24,',
    ]);
  });
  afterAll(() => hub.close());

  const told = async (target: string, args: string, fields = 'state hint') => {
    const { data, errors } = await hub.ask(
      `{ t: ${target} { subsidyPeers(fiscalYear: 2022 ${args}) { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.t.subsidyPeers;
  };
  const perChild = ', sameBand: false, measure: PER_CHILD, sectors: [EARLY_CHILDHOOD]';

  it('says whether the amount or the children are missing', async () => {
    const fields = 'state hint amount denominator value peers withoutValue median rank';
    const none = { state: 'NO_VALUE', value: null, peers: 5, withoutValue: 4, median: 30, rank: null };
    // All of theirs is the EPCI's own money, of no commune; its own is not among them.
    const partial =
      'Montants partiels : 5 pairs sur 5, dont une commune au moins n’a pas de montant à elle pour ce qui est demandé. ' +
      'La médiane et le rang les prennent tels quels.';
    expect(await told('epci(code: "200071678")', perChild, fields)).toEqual({
      ...none,
      amount: 9000,
      denominator: null,
      hint: `Ses pairs ont une valeur et lui non : un montant est communiqué, mais ses enfants de cet âge ne sont pas tous connus. ${partial}`,
    });
    expect(await told('epci(code: "244900882")', perChild, fields)).toEqual({
      ...none,
      amount: 9000,
      denominator: 0,
      hint: `Ses pairs ont une valeur et lui non : un montant est communiqué, mais il n’a aucun enfant de cet âge. ${partial}`,
    });
    expect(await told('epci(code: "244900809")', perChild, fields)).toEqual({
      ...none,
      amount: null,
      denominator: null,
      hint: `Ses pairs ont une valeur et lui non : aucun montant n’en est communiqué pour ce qui est demandé. Ce n’est pas zéro. ${partial}`,
    });
  });

  it('compares a département and a région with all others unless another area is asked for', async () => {
    const few = 'Valeurs connues : 1, la sienne comprise, moins de 5 : ni médiane ni rang. ';
    const nothingWider = { state: 'TOO_FEW', hint: `${few}Il n’y a rien de plus large à demander.` };
    expect(await told('department(code: "49")', '')).toEqual(nothingWider);
    expect(await told('region(code: "52")', '')).toEqual(nothingWider);
    expect(await told('department(code: "49")', ', among: null')).toEqual(nothingWider);
    expect(await told('department(code: "49")', ', among: REGION')).toEqual({
      state: 'TOO_FEW',
      hint: `${few}Demandez « among » plus large.`,
    });
    const notWider = (among: string) => ({
      state: 'NOT_APPLICABLE',
      hint: `Sans pair ici : « among: ${among} » n’est pas plus large que le territoire. Demandez « among: COUNTRY ».`,
    });
    expect(await told('department(code: "49")', ', among: DEPARTMENT')).toEqual(notWider('DEPARTMENT'));
    expect(await told('region(code: "52")', ', among: REGION')).toEqual(notWider('REGION'));
    expect(await told('country', '')).toEqual({
      state: 'NOT_APPLICABLE',
      hint: 'Sans pair : la France entière ne se compare à rien.',
    });
    // An EPCI stays in its département: Ancenis, which counts in 44, is not among the nine.
    expect(
      await told('epci(code: "244900015")', ', sameBand: false', 'state peers withoutValue rank'),
    ).toEqual({
      state: 'COMPARED',
      peers: 7,
      withoutValue: 2,
      rank: 7,
    });
  });

  it('tells a convention apart that is over, or of which no commune is known', async () => {
    expect(await told('convention(reference: "OLD")', '')).toEqual({
      state: 'NOT_APPLICABLE',
      hint: 'Sans pair ici : l’exercice est hors de la période de la convention.',
    });
    expect(await told('convention(reference: "UNNAMED")', '')).toEqual({
      state: 'NOT_APPLICABLE',
      hint: 'Sans pair ici : le hub ne connaît aucune commune de son périmètre pour cet exercice.',
    });
  });

  it('advises only what can still be widened', () => {
    const few = { area: 'department:49', value: null, peers: 2, withoutValue: 7, rank: null };
    const advice = (band: string | null, among: PeerArea) =>
      peerHint({ ...few, band }, { kind: TerritoryKind.EPCI, among }, { noValue: '' })?.replace(
        /.*rang\. /,
        '',
      );
    expect(advice('FROM_20000', PeerArea.DEPARTMENT)).toBe(
      'Demandez « among » plus large, ou « sameBand: false ».',
    );
    expect(advice('', PeerArea.REGION)).toBe('Demandez « among » plus large.');
    expect(advice('FROM_20000', PeerArea.COUNTRY)).toBe('Demandez « sameBand: false ».');
    expect(advice('', PeerArea.COUNTRY)).toBe('Il n’y a rien de plus large à demander.');
  });

  it('names the one cause that there is no peer', () => {
    const alone = { band: null, value: null, peers: 0, withoutValue: 0, rank: null };
    const why = (area: string | null, compared: Compared) =>
      peerHint({ ...alone, area }, compared, { noValue: '' });
    expect(why('department:49', { kind: TerritoryKind.EPCI, among: PeerArea.DEPARTMENT })).toBe(
      'Sa population n’est pas connue : « sameBand: false » s’en passe.',
    );
    expect(why(null, { kind: TerritoryKind.COMMUNE, among: PeerArea.REGION })).toBe(
      'Sa région n’est pas connue : « among: COUNTRY » s’en passe.',
    );
    expect(why(null, { kind: 'CONVENTION', among: PeerArea.DEPARTMENT })).toBe(
      'Son département n’est pas connu : « among: COUNTRY » s’en passe.',
    );
  });

  it('looks for peers by default where there are some', () => {
    const kinds = [...Object.values(TerritoryKind), 'CONVENTION'] as const;
    expect(kinds.map((kind) => areaFor(kind, null))).toEqual([
      ...[PeerArea.DEPARTMENT, PeerArea.DEPARTMENT],
      ...[PeerArea.COUNTRY, PeerArea.COUNTRY, PeerArea.COUNTRY],
      PeerArea.DEPARTMENT,
    ]);
    expect(areaFor(TerritoryKind.DEPARTMENT, PeerArea.REGION)).toBe(PeerArea.REGION);
  });
});
