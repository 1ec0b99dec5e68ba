import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { readFrance } from '../../src/ingestion/territories/france.js';
import { openHub, type TestHub } from '../hub.js';

const header = 'code insee ou siren;exercice;nature;secteur;section;montant';

describe('a total is complete only when nothing that may be of it is left out', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      header,
      '49018;2023;réel;enfance;fonctionnement;100',
      '49007;2023;réel;enfance;;100',
      '49007;2023;;jeunesse;;5',
      '49023;2023;réel;enfance;;100',
      '49023;;réel;jeunesse;;5',
      '49099;2023;réel;enfance;;100',
      '49099;2022;;jeunesse;;5',
      '49099;;prévisionnel;jeunesse;;5',
      '49214;2023;réel;enfance;fonctionnement;100',
      '49214;2023;réel;;;50',
    ]);
    expect(report).toMatchObject({ added: 10, rejected: 0 });
  });
  afterAll(() => hub.close());

  const isComplete = async (territory: string, filter = '') => {
    const { data, errors } = await hub.ask(
      `{ of: ${territory} { subsidies(fiscalYear: 2023 ${filter}) { passport { complete } } } }`,
    );
    expect(errors).toBeUndefined();
    return data.of.subsidies.passport.complete;
  };
  const commune = (code: string, filter = '') => isComplete(`commune(code: "${code}")`, filter);

  it('not beside an amount of the year without nature, or of the nature without year', async () => {
    expect(await commune('49018')).toBe(true);
    expect(await commune('49007')).toBe(false);
    expect(await commune('49023')).toBe(false);
  });

  it('whatever is set aside of another year or nature', async () => {
    expect(await commune('49099')).toBe(true);
  });

  it('not of a sector or a section beside an amount that its source does not split', async () => {
    expect(await commune('49214')).toBe(true);
    expect(await commune('49214', 'sectors: [CHILDHOOD]')).toBe(false);
    expect(await commune('49214', 'sectors: [UNALLOCATED]')).toBe(true);
    expect(await commune('49214', 'sections: [RUNNING]')).toBe(false);
    expect(await commune('49018', 'sectors: [CHILDHOOD], sections: [RUNNING]')).toBe(true);
  });

  it('at every level, by what its communes and EPCI left aside', async () => {
    const members = readFrance().epcis.find(({ code }) => code === '244900882')?.membres ?? [];
    const others = members.filter(({ code }) => code !== '49018');
    await hub.load(subsidies, [header, ...others.map(({ code }) => `${code};2023;réel;enfance;;1`)]);
    const epci = () => isComplete('epci(code: "244900882")');
    expect(await epci()).toBe(true);
    await hub.load(subsidies, [header, '244900882;2023;;enfance;;7']);
    expect(await epci()).toBe(false);
    const { data } = await hub.ask(
      `{ subsidyTable(by: [COMMUNE], within: { kind: EPCI, code: "244900882" }, fiscalYears: [2023]) {
           total { amount } passports { reported expected complete } } }`,
    );
    expect(data.subsidyTable).toEqual({
      total: { amount: 106 },
      passports: [{ reported: 7, expected: 7, complete: false }],
    });
  });

  it('not of a convention whose communes are not all known', async () => {
    const of = async (reference: string) => isComplete(`convention(reference: "${reference}")`);
    const columns =
      'convention_ref;territory_name;kind;departement_code;member_insee;n_communes;start_year;end_year';
    const report = await hub.load(conventions, [
      columns,
      'ENTIERE;Pays;groupe de communes;49;49018;1;2022;2025',
      'PARTIE;Pays;groupe de communes;49;49018;4;2022;2025',
    ]);
    expect(report).toMatchObject({ added: 2, rejected: 0 });
    expect(await of('ENTIERE')).toBe(true);
    expect(await of('PARTIE')).toBe(false);
  });
});
