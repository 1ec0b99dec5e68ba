import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('concentration of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      'code insee;exercice;nature;secteur;gestionnaire;montant',
      '49018;2023;réel;enfance;Les Lilas;50',
      '49018;2023;réel;jeunesse;LES  LILAS;10',
      '49018;2023;réel;enfance;La Ruche;20',
      '49021;2023;réel;enfance;Le Préau;15',
      '49021;2023;réel;enfance;Le Nid;5',
      '49021;2023;réel;enfance;;100',
      '49007;2023;réel;enfance;;7',
      // La Ruche gives back what it had received, and more.
      '49328;2023;réel;enfance;Les Lilas;800',
      '49328;2023;réel;enfance;Le Préau;600',
      '49328;2023;réel;enfance;Le Nid;100',
      '49328;2023;réel;enfance;La Ruche;-50',
    ]);
    expect(report).toMatchObject({ added: 11, rejected: 0 });
  });
  afterAll(() => hub.close());

  const ask = async (target: string, first = 3) => {
    const { data, errors } =
      await hub.ask(`{ t: ${target} { subsidies(fiscalYear: 2023) { concentration(first: ${first}) {
      state hint operators amount share amountWithoutOperator } } } }`);
    return { ...data?.t?.subsidies?.concentration, errors };
  };

  it('is the share of the first operators among those that are named', async () => {
    // 60 + 20 + 15 of 100; 100 euros name nobody.
    expect(await ask('epci(code: "244900882")')).toMatchObject({
      state: 'REPORTED',
      hint: null,
      operators: 4,
      amount: 95,
      share: 0.95,
      amountWithoutOperator: 100,
    });
  });

  it('is no share where one of them has given back more than it received', async () => {
    expect(await ask('commune(code: "49328")')).toMatchObject({
      state: 'REPORTED',
      hint: expect.stringContaining('a rendu plus qu’il n’a reçu'),
      operators: 4,
      amount: 1500,
      share: null,
    });
  });

  it('is not told of fewer than three, nor of none', async () => {
    expect(await ask('commune(code: "49021")')).toMatchObject({
      state: 'SUPPRESSED',
      operators: 2,
      amount: null,
      share: null,
      amountWithoutOperator: null,
    });
    expect(await ask('commune(code: "49007")')).toMatchObject({
      state: 'NOT_REPORTED',
      operators: 0,
      amount: null,
      amountWithoutOperator: 7,
    });
    expect(await ask('commune(code: "49099")')).toMatchObject({ state: 'NOT_REPORTED', amount: null });
    const { errors } = await ask('department(code: "49")', 2);
    expect(errors?.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual([
      'INVALID_OPERATOR_COUNT',
    ]);
  });
});
