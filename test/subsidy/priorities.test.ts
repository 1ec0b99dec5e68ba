import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('priorities and spending', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugé et Beaufort,multi_commune,,49,2023,2026,49018|49021',
      'C-1,Mazé,commune,,49,2022,2024,49194',
      'OLD-1,Angers,commune,,49,2018,2020,49007',
    ]);
    const nodes = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique',
      'a1,A-1,enjeu,Un,,petite enfance',
      'a2,A-1,enjeu,Deux,,parentalité|inclusion numérique',
      'a3,A-1,enjeu,Trois,,',
      'b1,B-1,enjeu,Un,,petite enfance',
      'b2,B-1,objectif,Dessous,Un,jeunesse',
      'o1,OLD-1,enjeu,Un,,logement',
    ]);
    expect(nodes).toMatchObject({ added: 6, rejected: 0 });
    const report = await hub.load(subsidies, [
      'code insee;exercice;nature;secteur;montant',
      '49018;2023;réel;petite enfance;60',
      '49021;2023;réel;jeunesse;20',
      '49018;2023;réel;pilotage;10',
      '49194;2023;réel;;10',
      '49007;2023;réel;petite enfance;1000',
      '49018;2023;prévisionnel;petite enfance;7',
    ]);
    expect(report).toMatchObject({ added: 6, rejected: 0 });
  });
  afterAll(() => hub.close());

  const fields = `conventions conventionsWithoutPriorities priorities prioritiesWithoutTheme amount amountWithoutPriorities
    shares { theme sector label priorities priorityShare amount amountShare gap } passport { expected reported complete }`;
  const prioritiesOf = async (target: string, year = 2023) => {
    const { data, errors, queries } = await hub.ask(
      `{ t: ${target} { prioritiesAndSpending(fiscalYear: ${year}) { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return { ...data.t.prioritiesAndSpending, queries };
  };

  it('set the share of priorities beside the share of money, each amount once', async () => {
    // Four mentions: petite enfance twice, parentalité and inclusion numérique once; 90 euros, 60 of petite enfance. Nobody knows
    // the priorities of C-1: its 10 euros are apart.
    const found = await prioritiesOf('department(code: "49")');
    expect(found).toMatchObject({
      conventions: 3,
      conventionsWithoutPriorities: 1,
      priorities: 4,
      prioritiesWithoutTheme: 1,
      amount: 90,
      amountWithoutPriorities: 10,
      passport: { expected: 2, reported: 2, complete: true },
    });
    expect(found.shares).toEqual([
      {
        theme: 'EARLY_CHILDHOOD',
        sector: 'EARLY_CHILDHOOD',
        label: 'Petite enfance',
        priorities: 2,
        priorityShare: 0.5,
        amount: 60,
        amountShare: expect.closeTo(60 / 90, 12),
        gap: expect.closeTo(100 * (60 / 90 - 0.5), 10),
      },
      {
        theme: 'YOUTH',
        sector: 'YOUTH',
        label: 'Jeunesse',
        priorities: 0,
        priorityShare: 0,
        amount: 20,
        amountShare: expect.closeTo(20 / 90, 12),
        gap: expect.closeTo(100 * (20 / 90), 10),
      },
      {
        theme: 'PARENTING',
        sector: 'PARENTING',
        label: 'Parentalité',
        priorities: 1,
        priorityShare: 0.25,
        amount: null,
        amountShare: null,
        gap: null,
      },
      {
        theme: 'DIGITAL_INCLUSION',
        sector: null,
        label: 'Inclusion numérique',
        priorities: 1,
        priorityShare: 0.25,
        amount: null,
        amountShare: null,
        gap: null,
      },
      {
        theme: null,
        sector: 'STEERING',
        label: 'Pilotage, chargés de coopération',
        priorities: null,
        priorityShare: null,
        amount: 10,
        amountShare: expect.closeTo(10 / 90, 12),
        gap: null,
      },
    ]);
    expect(found.queries).toEqual(['territoriesById', 'prioritiesOf territory', 'hubFacts']);
  });

  it('are of one convention too, and of nothing out of its period', async () => {
    const one = await prioritiesOf('convention(reference: "B-1")');
    expect(one).toMatchObject({
      conventions: 1,
      priorities: 1,
      amount: 90,
      passport: { expected: 2, reported: 2 },
    });
    // Where nobody knows any priority, there is nothing to set beside the money, which is told.
    for (const target of ['convention(reference: "C-1")', 'commune(code: "49194")']) {
      const untold = await prioritiesOf(target);
      expect(untold).toMatchObject({
        conventions: 1,
        conventionsWithoutPriorities: 1,
        amount: 10,
        amountWithoutPriorities: null,
        shares: [{ sector: 'UNALLOCATED', amountShare: 1, gap: null }],
      });
    }
    const none = await prioritiesOf('convention(reference: "OLD-1")');
    expect(none).toMatchObject({ conventions: 0, priorities: 0, amount: null, shares: [] });
  });
});
