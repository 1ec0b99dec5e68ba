import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/**
 * Inhabitants: Cholet 54 404, Beaupréau 23 989, Doué 11 029, Ingrandes 3 071; Rennes 230 890, Acigné 6 874, Amanlis 1 768;
 * Laval 49 400, Ahuillé 1 852, Alexain 610; Aizenay 10 365.
 */
describe('what an outlook reaches', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,generation,start_date,end_date,signature_date,n_communes,member_insee',
      // Maine-et-Loire: the ends of a month, and around it.
      'E-1,Cholet,commune,49,,2025-01-01,2028-12-31,2025-01-10,1,49099',
      'F-1,Beaupréau,commune,49,,2024-01-01,2029-11-15,2024-01-10,1,49023',
      'G-1,Doué,commune,49,,2024-01-01,2029-11-29,2024-01-10,1,49125',
      'H-1,Ingrandes,commune,49,,2024-01-01,2029-11-30,2024-01-10,1,49160',
      // Ille-et-Vilaine: the next generation is late, and lets Acigné go; another one starts nobody knows when.
      'S-1,Rennes et Acigné,multi_commune,35,,2020-01-01,2023-12-31,2020-01-10,2,35238|35001',
      'S-2,Rennes,commune,35,,2024-03-01,2027-12-31,2024-01-10,1,35238',
      'Z-1,Amanlis,commune,35,1,2020-01-01,2023-12-31,2020-01-10,1,35002',
      'Z-2,Amanlis,commune,35,2,,2027-12-31,2024-01-10,1,35002',
      // Mayenne: prolonged too late, without Ahuillé.
      'T-1,Laval et Ahuillé,multi_commune,53,,2023-01-01,2026-12-31,2023-01-10,2,53130|53001',
      'Y-1,Alexain,commune,53,,2024-01-01,2027-12-31,2024-01-10,1,53002',
      // Vendée: what is announced without being named, wholly and in part, and a list that may lack some.
      'U-1,Vie et Boulogne,infra_epci,85,,2024-01-01,2026-12-31,2024-01-10,3,',
      'U-2,Vie et Boulogne,infra_epci,85,,2027-01-01,2031-12-31,2024-01-10,3,',
      'V-1,Aizenay et autour,multi_commune,85,,2024-01-01,2026-12-31,2024-01-10,4,85003',
      'W-1,Aizenay et autour,infra_epci,85,,2024-01-01,2026-12-30,2024-01-10,,85003',
      // The one commune that is known has left: of X-1 it was the only one.
      'X-1,Aizenay,commune,85,,2024-01-01,2026-12-31,2024-01-10,1,85003',
      'X-2,Aizenay et autour,infra_epci,85,,2024-01-01,2026-12-31,2024-01-10,3,85003',
    ]);
    expect(report).toMatchObject({ added: 16, rejected: 0 });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'T-1,1,prolongation,2027-03-01,2028-03-31,,,Prolongée après coup',
      'T-1,2,périmètre,2027-03-01,,,53001,Ahuillé sort',
      'X-1,1,périmètre,2026-01-01,,,85003,Aizenay sort',
      'X-2,1,périmètre,2026-01-01,,,85003,Aizenay sort',
    ]);
  });
  afterAll(() => hub.close());

  const outlook = async (department: string, args: string, fields: string) => {
    const { data, errors } = await hub.ask(
      `{ coverageOutlook(within: { kind: DEPARTMENT, code: "${department}" }, ${args}) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return data.coverageOutlook;
  };
  const renewals = 'renewals { totalCount rows { convention { reference } endsOn communes lostPopulation } }';
  const row = (reference: string, endsOn: string, communes: number, lostPopulation: number) => ({
    convention: { reference },
    endsOn,
    communes,
    lostPopulation,
  });
  /** Of one day of a scenario: communes and people covered, communes and people lost. */
  const scenario = async (department: string, args: string, without: string) => {
    const { withoutRenewalOf } = await outlook(
      department,
      args,
      `withoutRenewalOf(${without}) { conventions { reference }
         months { on communes { numerator } population { numerator } lostCommunes lostPopulation perhapsLostCommunes } }`,
    );
    const told = new Map<string, readonly number[]>();
    for (const each of withoutRenewalOf.months) {
      expect(each.perhapsLostCommunes).toBe(0);
      const { communes, population, lostCommunes, lostPopulation } = each;
      told.set(each.on, [communes.numerator, population.numerator, lostCommunes, lostPopulation]);
    }
    const references = withoutRenewalOf.conventions.map((each: { reference: string }) => each.reference);
    return { references, on: (date: string) => told.get(date), days: [...told.keys()] };
  };

  describe('in time', () => {
    it('shows the day after whatever ends on the last day of a month', async () => {
      const found = await outlook('49', 'from: "2026-01-15", months: 36', `months { on } ${renewals}`);
      expect(found.months).toHaveLength(37);
      expect(found.months.at(-1)).toEqual({ on: '2029-01-31' });
      expect(found.renewals).toEqual({ totalCount: 1, rows: [row('E-1', '2028-12-31', 1, 54_404)] });
      const { on } = await scenario('49', 'from: "2026-01-15", months: 36', 'conventions: ["E-1"]');
      expect(on('2028-12-31')).toEqual([4, 92_493, 0, 0]);
      expect(on('2029-01-31')).toEqual([3, 38_089, 1, 54_404]);
    });

    it('goes as many whole months as are asked, as alerts do, and to the end of that month', async () => {
      const found = await outlook('49', 'from: "2026-11-28", months: 36', `months { on } ${renewals}`);
      expect([found.months[0], found.months.at(-1)]).toEqual([{ on: '2026-11-30' }, { on: '2029-11-30' }]);
      // H-1 ends on the last day that is shown: its loss is not.
      expect(found.renewals).toEqual({
        totalCount: 3,
        rows: [
          row('E-1', '2028-12-31', 1, 54_404),
          row('F-1', '2029-11-15', 1, 23_989),
          row('G-1', '2029-11-29', 1, 11_029),
        ],
      });
      const { data } = await hub.ask(
        `{ department(code: "49") { coverageAlerts(on: "2026-11-28", months: 36, states: [COVERED], first: 10) {
             nodes { endsOn convention { reference } } } } }`,
      );
      expect(data.department.coverageAlerts.nodes).toEqual([
        { endsOn: '2028-12-31', convention: { reference: 'E-1' } },
        { endsOn: '2029-11-15', convention: { reference: 'F-1' } },
      ]);
    });

    it('shows in a scenario all that the list of renewals tells', async () => {
      const args = 'from: "2026-11-28", months: 36';
      const { on } = await scenario('49', args, 'first: 1000');
      expect(on('2029-11-30')).toEqual([1, 3_071, 3, 54_404 + 23_989 + 11_029]);
    });

    it.each([
      ['2026-11-30', 36, 36, '2029-11-30'],
      ['2026-11-29', 36, 37, '2029-11-30'],
      ['2026-11-28', 60, 61, '2031-11-30'],
      ['2028-02-28', 12, 13, '2029-02-28'],
      ['2028-02-29', 12, 12, '2029-02-28'],
      ['2027-01-31', 1, 1, '2027-02-28'],
      ['2027-01-30', 1, 2, '2027-02-28'],
    ])('from %s, %i months are %i ends of months, up to %s', async (from, months, length, last) => {
      const found = await outlook('49', `from: "${from}", months: ${months}`, 'months { on }');
      expect(found.months).toHaveLength(length);
      expect(found.months.at(-1)).toEqual({ on: last });
    });

    it('names the last end that is told where one does not end', async () => {
      const { errors } = await hub.ask(
        `{ coverageOutlook(within: { kind: DEPARTMENT, code: "49" }, from: "2026-11-28", months: 36) {
             withoutRenewalOf(conventions: ["H-1"]) { months { on } } } }`,
      );
      expect(errors?.map(({ message }) => message)).toEqual([
        '« H-1 » ne prend pas fin ici du 2026-11-28 au 2029-11-29 : choisissez parmi celles de « renewals ».',
      ]);
    });
  });

  describe('where the next generation is known', () => {
    const args = 'from: "2023-06-30", months: 60';

    it('supposes no other renewal than that one, from its start', async () => {
      const { on } = await scenario('35', args, 'conventions: ["S-2"]');
      expect(on('2023-12-31')).toEqual([3, 239_532, 0, 0]);
      // Amanlis is under a generation whose start is unknown: nothing is supposed.
      expect(on('2024-01-31')).toEqual([2, 237_764, 0, 0]);
      // Acigné is let go by the next generation.
      expect(on('2024-03-31')).toEqual([1, 230_890, 0, 0]);
      expect(on('2027-12-31')).toEqual([1, 230_890, 0, 0]);
      expect(on('2028-01-31')).toEqual([0, 0, 1, 230_890]);
    });

    it('loses until then what is not renewed, and supposes the renewal of the next one', async () => {
      const { on } = await scenario('35', args, 'conventions: ["S-1"]');
      expect(on('2024-02-29')).toEqual([0, 0, 2, 237_764]);
      expect(on('2024-03-31')).toEqual([1, 230_890, 1, 6_874]);
      expect(on('2028-01-31')).toEqual([1, 230_890, 1, 6_874]);
    });
  });

  describe('of a convention that ends twice', () => {
    const args = 'from: "2026-06-30", months: 24';

    it('tells it once, as of its last end', async () => {
      const found = await outlook('53', args, renewals);
      expect(found.renewals).toEqual({
        totalCount: 2,
        rows: [row('T-1', '2028-03-31', 1, 49_400), row('Y-1', '2027-12-31', 1, 610)],
      });
      expect((await scenario('53', args, 'first: 2')).references).toEqual(['T-1', 'Y-1']);
    });

    it('tells it as of its first end where the second one is beyond', async () => {
      const found = await outlook('53', 'from: "2026-06-30", months: 12', renewals);
      expect(found.renewals).toEqual({ totalCount: 1, rows: [row('T-1', '2026-12-31', 2, 51_252)] });
    });

    it('loses what it covered each time, and only until it is prolonged', async () => {
      const { on } = await scenario('53', args, 'first: 1');
      expect(on('2027-01-31')).toEqual([1, 610, 2, 51_252]);
      expect(on('2027-03-31')).toEqual([2, 50_010, 0, 0]);
      expect(on('2028-04-30')).toEqual([1, 610, 1, 49_400]);
      const other = await scenario('53', args, 'conventions: ["Y-1"]');
      expect(other.on('2027-01-31')).toEqual([3, 51_862, 0, 0]);
      expect(other.on('2027-03-31')).toEqual([2, 50_010, 0, 0]);
      expect(other.on('2028-04-30')).toEqual([1, 49_400, 1, 610]);
    });
  });

  it('says how much of what ends is not known', async () => {
    const fields = `renewals { totalCount conventionsWithoutKnownCommunes
      rows { convention { reference } communes communesAnnouncedNotNamed } }`;
    const found = await outlook('85', 'from: "2026-06-30", months: 12', fields);
    expect(found.renewals).toEqual({
      totalCount: 2,
      // U-1 and X-2; U-2 ends later.
      conventionsWithoutKnownCommunes: 2,
      rows: [
        { convention: { reference: 'V-1' }, communes: 1, communesAnnouncedNotNamed: 3 },
        { convention: { reference: 'W-1' }, communes: 1, communesAnnouncedNotNamed: null },
      ],
    });
    const all = await outlook('49', 'from: "2026-01-15", months: 36', fields);
    expect(all.renewals).toEqual({
      totalCount: 1,
      conventionsWithoutKnownCommunes: 0,
      rows: [{ convention: { reference: 'E-1' }, communes: 1, communesAnnouncedNotNamed: 0 }],
    });
  });
});
