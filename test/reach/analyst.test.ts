import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { readQuestions } from '../../src/questions/question.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';

const department = (code: string) => [{ kind: 'DEPARTMENT', code }];
/** Questions whose answer tells of more than Maine-et-Loire: EPCI that cross its border, the whole country, how it was fed. */
const wider = new Set([
  'CouvertureDesEpci',
  'SubventionsDesEpci',
  'SubventionsPublieesParEpci',
  'SubventionsPublieesParDepartement',
  'RechercheDeTerritoire',
  'Chargements',
  'DepartementsEtSections',
  'CouvertureDesDepartements',
  'AvancementParEpci',
  'PetiteEnfanceParEnfant',
  'EnfanceEtJeunesseParEnfant',
  'CouvertureAu31Decembre',
  'AccueilDuJeuneEnfantParEpci',
  'PlacesManquantes',
  'PairsCouvertureEtAvancement',
]);

/** What says of whom an answer is, and must differ. */
const withoutReach = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (key, value) => (key === 'reach' ? undefined : value)));

describe('an analyst of a département, on the demonstration', () => {
  let hub: CheckedHub;
  let ofMaineEtLoire: string;
  let ofLoireAtlantique: string;
  beforeAll(async () => {
    hub = await openCheckedHub({}, 'west_demonstration');
    const keyOf = async (code: string) =>
      (await hub.newKey({ name: code, role: 'ANALYST', territories: department(code) })).text;
    ofMaineEtLoire = await keyOf('49');
    ofLoireAtlantique = await keyOf('44');
  });
  afterAll(() => hub.close());

  it.each(readQuestions('questions').map(({ name, document }) => [name, document]))(
    'is answered %s of the département as an administrator is',
    async (name, document) => {
      const all = await hub.askAs(hub.local, document);
      const own = await hub.askAs(ofMaineEtLoire, document);
      expect(own.codes).toEqual([]);
      if (!wider.has(name)) expect(withoutReach(own.data)).toEqual(withoutReach(all.data));
    },
  );

  it('cannot tell what is out of reach from what does not exist', async () => {
    const one = `query One($code: String!) {
      commune(code: $code) { name }
      subsidyTable(within: { kind: COMMUNE, code: $code }, by: [SECTOR]) { totalCount } }`;
    const told = async (bearer: string, code: string) =>
      (await hub.askAs(bearer, one, { code })).body.replaceAll(code, '…');
    expect(await told(ofLoireAtlantique, '49007')).toBe(await told(ofLoireAtlantique, '99999'));
    expect(await told(ofLoireAtlantique, '44109')).not.toBe(await told(ofLoireAtlantique, '99999'));
    const two = `query Two($reference: String!) { convention(reference: $reference) { title } }`;
    const ofConvention = async (bearer: string, reference: string) =>
      (await hub.askAs(bearer, two, { reference })).body.replaceAll(reference, '…');
    expect(await ofConvention(ofLoireAtlantique, 'DEMO-49-ANGERS-2')).toBe(
      await ofConvention(ofLoireAtlantique, 'DEMO-49-NOWHERE-2'),
    );
  });

  it('sees of the country what is seen of the départements', async () => {
    const both = `{
      country { population communes { totalCount } subsidies(fiscalYear: 2024) { total lineCount } ctgCoverage { communes { numerator denominator } } }
      department(code: "49") { population communes { totalCount } subsidies(fiscalYear: 2024) { total lineCount } ctgCoverage { communes { numerator denominator } } }
    }`;
    const { data } = await hub.askAs(ofMaineEtLoire, both);
    expect(data.country).toEqual(data.department);
    expect(data.country).toMatchObject({ population: 833_776, communes: { totalCount: 176 } });
    const other = await hub.askAs(ofLoireAtlantique, '{ country { communes { totalCount } } }');
    expect(other.data.country.communes.totalCount).toBe(207);
    const whole = await hub.askAs(hub.local, '{ country { communes { totalCount } } }');
    expect(whole.data.country.communes.totalCount).toBe(2_430);
  });

  it('is told with each figure that it is of what is seen', async () => {
    const question = `{ country { subsidies(fiscalYear: 2024) {
      passport { reach { isLimited note territories { kind code } } } } } }`;
    const told = async (bearer: string) =>
      (await hub.askAs(bearer, question)).data.country.subsidies.passport.reach;
    expect(await told(ofMaineEtLoire)).toEqual({
      isLimited: true,
      note: 'Fait de ce que cet accès montre, et de rien d’autre : Maine-et-Loire (49).',
      territories: [{ kind: 'DEPARTMENT', code: '49' }],
    });
    expect(await told(hub.local)).toEqual({
      isLimited: false,
      note: 'Fait de tout ce que le hub contient.',
      territories: [],
    });
  });

  it('sees what a load brings as soon as it is there', async () => {
    const ask = async (bearer: string) =>
      (await hub.askAs(bearer, '{ country { subsidies(fiscalYear: 2015) { total } } }')).data.country
        .subsidies.total;
    expect(await ask(ofMaineEtLoire)).toBe(null);
    await hub.load(
      subsidies,
      [
        'code insee ou siren;exercice;nature;secteur;ligne;montant',
        '49007;2015;réel;;PSU;100',
        '44109;2015;réel;;PSU;7',
      ],
      { demonstration: true },
    );
    expect([await ask(ofMaineEtLoire), await ask(ofLoireAtlantique), await ask(hub.local)]).toEqual([
      100, 7, 107,
    ]);
  });
});
