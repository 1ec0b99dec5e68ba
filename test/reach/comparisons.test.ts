import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecrecy } from '../../src/config/secrecy.js';
import { IndicatorKind } from '../../src/indicator/indicator.rules.js';
import { type Rest, tellingCounts } from '../../src/indicator/published/rests.rules.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { Role } from '../../src/viewer.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';
import { hubOver } from '../hub.js';

const { CHILDREN_3_5, CHILDREN_6_11, CHILDREN_3_11, BENEFICIARY_HOUSEHOLDS, PLACES_EAJE } = IndicatorKind;
const hidden = { value: null, state: 'SUPPRESSED' };
const shown = (value: number) => ({ value, state: 'REPORTED' });

describe('indicators of territories that are not wholly theirs', () => {
  let hub: CheckedHub;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub();
    const key = async (name: string, role: string, kind: string, code: string) => {
      const datasets = role === 'PARTNER' ? { datasets: ['INDICATORS'] } : {};
      keys[name] = (await hub.newKey({ name, role, territories: [{ kind, code }], ...datasets })).text;
    };
    await key('Beaufort', 'CONTRIBUTOR', 'COMMUNE', '49021');
    await key('Baugé', 'CONTRIBUTOR', 'COMMUNE', '49018');
    await key('EPCI', 'CONTRIBUTOR', 'EPCI', '244900882');
    await key('partner', 'PARTNER', 'EPCI', '244900882');
    await key('Maine-et-Loire', 'ANALYST', 'DEPARTMENT', '49');
    await hub.load(indicators, [
      'type de territoire;code;indicateur;valeur;année;remarques',
      'commune;49021;allocataires monoparentaux;3;2022;',
      'epci;244900882;allocataires monoparentaux;4;2022;dont trois à Beaufort',
      'epci;244900882;foyers allocataires;60;2022;',
      'epci;244900882;personnes couvertes;160;2022;cent soixante',
      'commune;49021;enfants de 0 à 2 ans;100;2021;',
      'epci;244900882;enfants de 0 à 2 ans;103;2021;',
      'département;49;enfants de 0 à 2 ans;25000;2021;',
      'département;49;naissances;9000;2021;',
      'région;52;naissances;9004;2021;',
      'région;52;enfants de 0 à 2 ans;125000;2021;',
    ]);
  });
  afterAll(() => hub.close());

  const told = async (who: string, level: string, kind: string) =>
    (await hub.askAs(keys[who] as string, `{ ${level} { indicator(kind: ${kind}) { value state } } }`)).data[
      level.replace(/\(.*/, '')
    ].indicator;
  const epci = 'epci(code: "244900882")';
  const region = 'region(code: "52")';
  const singles = 'SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS';

  it('are shown to a contributor as they are to partners', async () => {
    expect(await told('EPCI', epci, singles)).toEqual(shown(4));
    for (const who of ['partner', 'Beaufort', 'Baugé']) {
      expect(await told(who, epci, singles)).toEqual(hidden);
      // Beside it, what would tell the four.
      expect(await told(who, epci, 'BENEFICIARY_HOUSEHOLDS')).toEqual(hidden);
      expect(await told(who, epci, 'COVERED_PERSONS')).toEqual(shown(160));
    }
    expect(await told('Beaufort', 'commune(code: "49021")', singles)).toEqual(shown(3));
  });

  it('are hidden in lists and exports too, and their remarks with them', async () => {
    const list = `{ ${epci} { indicators(first: 9, from: "2022-01-01") { nodes { kind value state notes } } } }`;
    const { data } = await hub.askAs(keys.Beaufort as string, list);
    expect(data.epci.indicators.nodes).toEqual([
      { kind: 'BENEFICIARY_HOUSEHOLDS', ...hidden, notes: null },
      { kind: 'COVERED_PERSONS', ...shown(160), notes: 'cent soixante' },
      { kind: singles, ...hidden, notes: null },
    ]);
    const exported = await hub.askAs(
      keys.Beaufort as string,
      `{ datasetRows(dataset: INDICATORS, territory: { kind: EPCI, code: "244900882" }, fiscalYear: 2022) { nodes { cells } } }`,
    );
    expect(exported.codes).toEqual([]);
    expect(exported.body).toContain('"160"');
    expect(exported.body).not.toMatch(/"4"|"60"|dont trois/);
  });

  it('are hidden where their own would tell too few others', async () => {
    const children = 'CHILDREN_0_2';
    expect(await told('partner', epci, children)).toEqual(shown(103));
    expect(await told('Baugé', epci, children)).toEqual(shown(103));
    // 100 of 103 are its own.
    expect(await told('Beaufort', epci, children)).toEqual(hidden);
    expect(await told('Beaufort', 'department(code: "49")', children)).toEqual(shown(25_000));
    // 9 000 of 9 004 births, and with them what else is counted on that day.
    expect(await told('Beaufort', region, 'BIRTHS')).toEqual(shown(9_004));
    expect(await told('Maine-et-Loire', region, 'BIRTHS')).toEqual(hidden);
    expect(await told('Maine-et-Loire', region, children)).toEqual(hidden);
    expect(await told('Maine-et-Loire', epci, children)).toEqual(shown(103));
  });

  it('say that they are their source’s, of more than is seen', async () => {
    const noteOf = async (who: string) =>
      (
        await hub.askAs(
          keys[who] as string,
          `{ ${epci} { indicator(kind: BENEFICIARY_HOUSEHOLDS) { passport { reach { note } } }
             completeness(dataset: INDICATORS, fiscalYear: 2022) { passport { reach { note } } } } }`,
        )
      ).data.epci;
    const own = {
      reach: {
        note: 'Fait de ce que cet accès montre, et de rien d’autre : Beaufort-en-Anjou (49021).',
      },
    };
    expect(await noteOf('Beaufort')).toEqual({
      indicator: {
        passport: {
          reach: {
            note:
              'Donné par sa source pour tout le territoire CC Baugeois Vallée (244900882), plus large que ce que cet accès montre ' +
              '(Beaufort-en-Anjou (49021)), et tel qu’il se publie aux partenaires.',
          },
        },
      },
      completeness: { passport: own },
    });
    expect((await noteOf('EPCI')).indicator.passport.reach.note).toMatch(/^Fait de ce que cet accès montre/);
  });

  it('follow the thresholds, and the loads', async () => {
    const stricter = await hubOver(hub.database, {
      access: 'CHECKED',
      secrecy: readSecrecy({ CTG_HUB_SECRECY_COUNT: '161' }, []),
    });
    const ask = async () => {
      const response = await stricter.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${keys.Beaufort}` },
        payload: { query: `{ ${epci} { indicator(kind: COVERED_PERSONS) { value state } } }` },
      });
      return response.json().data.epci.indicator;
    };
    expect(await ask()).toEqual(hidden);
    expect(await told('Beaufort', epci, 'COVERED_PERSONS')).toEqual(shown(160));
    await hub.load(indicators, [
      'type de territoire;code;indicateur;valeur;année',
      'epci;244900882;allocataires monoparentaux;40;2022',
    ]);

    expect(await told('Beaufort', epci, 'BENEFICIARY_HOUSEHOLDS')).toEqual(shown(60));
  });
});

describe('what a territory has beside what is seen of it', () => {
  const { rules } = readSecrecy({}, []);
  const telling = (...rests: readonly (readonly [Rest['kind'], number])[]) =>
    tellingCounts(
      rests.map(([kind, value]) => ({ territoryId: 'epci:1', count: '2022-12-31/', kind, value })),
      rules[Role.PARTNER],
    ).size === 1;

  it('tells too much below five, of people alone', () => {
    expect([4, 5, 0].map((each) => telling([CHILDREN_3_5, each]))).toEqual([true, false, true]);
    expect(telling([PLACES_EAJE, 0])).toBe(false);
  });

  it('tells too much where other numbers give a small one', () => {
    expect(telling([CHILDREN_3_5, 50], [CHILDREN_3_11, 52])).toBe(true);
    expect(telling([CHILDREN_3_5, 50], [CHILDREN_6_11, 52])).toBe(false);
    expect(
      telling([BENEFICIARY_HOUSEHOLDS, 10], [IndicatorKind.SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS, 10]),
    ).toBe(true);
  });
});
