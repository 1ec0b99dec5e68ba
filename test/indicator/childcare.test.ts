import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable, missingPlaces } from '../../src/indicator/childcare/childcare.rules.js';
import { IndicatorKind } from '../../src/indicator/indicator.rules.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const [baugeois, layon, cholet] = ['244900882', '200071553', '200071678'];
const rate = 'taux de couverture accueil du jeune enfant';

describe('childcare', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const made = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_date,end_date,member_insee',
      'A-1,Baugé,commune,49,2021-01-01,2025-12-31,49018',
      'B-1,Beaufort,commune,49,2023-01-01,2027-12-31,49021',
    ]);
    expect(made).toMatchObject({ added: 2 });
    const loaded = await hub.load(indicators, [
      'territory_kind,territory_code,indicator,value,year',
      // Baugeois: 1 000 children; 612 places in 2024, and 580 when the first CTG began. Paje is secret.
      `epci,${baugeois},enfants de 0 à 2 ans,1000,2020`,
      `epci,${baugeois},places eaje,152,2024`,
      `epci,${baugeois},places eaje psu,152,2023`,
      `epci,${baugeois},places eaje paje,secret,2024`,
      `epci,${baugeois},places assistants maternels,430,2024`,
      `epci,${baugeois},places garde à domicile,10,2024`,
      `epci,${baugeois},places prescolarisation,20,2024`,
      `epci,${baugeois},places eaje,120,2020`,
      `epci,${baugeois},places assistants maternels,430,2020`,
      `epci,${baugeois},places garde à domicile,10,2020`,
      `epci,${baugeois},places prescolarisation,20,2020`,
      // Layon publishes a rate, above the département's; Cholet one of another year, and a total alone.
      `epci,${layon},${rate},"66,5",2024`,
      `epci,${layon},enfants de 0 à 2 ans,2000,2020`,
      `epci,${cholet},${rate},"55,0",2022`,
      `epci,${cholet},enfants de 0 à 2 ans,3000,2020`,
      `departement,49,${rate},"63,2",2024`,
      'departement,49,places tous modes,15750,2024',
      'departement,49,enfants de 0 à 2 ans,25000,2020',
      `pays,FR,${rate},"60,1",2024`,
    ]);
    expect(loaded).toMatchObject({ added: 19, rejected: 0 });
  });
  afterAll(() => hub.close());

  const childcare = async (siren: string, fields: string, on = '2024-12-31') => {
    const { data, errors, queries } = await hub.ask(
      `{ epci(code: "${siren}") { childcare(on: "${on}") { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return { ...data.epci.childcare, queries };
  };
  const comparison = '{ rate observedOn basis points missingPlaces hint }';

  it('says what it rests on, and gives the values themselves', async () => {
    const passport =
      'passport { unit expected reported complete expectedPopulation reportedPopulation oldestInputAt freshestInputAt }';
    const found = await childcare(
      baugeois,
      `${passport} values(first: 3) { totalCount pageInfo { hasNextPage endCursor } nodes { kind value state territory { code } } }
       toCountry { ${passport} } change(since: "2020-12-31") { ${passport} }`,
    );
    expect(found.passport).toMatchObject({ unit: 'TERRITORY', expected: 1, reported: 1, complete: true });
    expect(found.passport.reportedPopulation).toBe(found.passport.expectedPopulation);
    expect(found.passport.oldestInputAt).toBe(found.passport.freshestInputAt);
    const of = (kind: string, value: number) => ({
      kind,
      value,
      state: 'REPORTED',
      territory: { code: baugeois },
    });
    expect(found.values).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true } });
    expect(found.values.nodes).toEqual([
      of('CHILDREN_0_2', 1000),
      of('PLACES_CHILDMINDER', 430),
      of('PLACES_EAJE', 152),
    ]);
    const rest = await childcare(
      baugeois,
      `values(after: "${found.values.pageInfo.endCursor}") { totalCount pageInfo { hasPreviousPage } nodes { kind state } }`,
    );
    expect(rest.values).toEqual({
      totalCount: 7,
      pageInfo: { hasPreviousPage: true },
      nodes: [
        { kind: 'PLACES_EAJE_PAJE', state: 'SUPPRESSED' },
        { kind: 'PLACES_EAJE_PSU', state: 'REPORTED' },
        { kind: 'PLACES_HOME_CARE', state: 'REPORTED' },
        { kind: 'PLACES_PRESCHOOL', state: 'REPORTED' },
      ],
    });
    // Of France a rate is known, but it is not made as the EPCI's is.
    expect(found.toCountry.passport).toMatchObject({ expected: 1, reported: 1, complete: false });
    expect(found.change.passport).toMatchObject({ expected: 1, reported: 1, complete: true });
    // A published rate tells nothing of the places; where nothing is known, nothing was loaded.
    const [partial, none] = await Promise.all([childcare(layon, passport), childcare('200071868', passport)]);
    expect(partial.passport).toMatchObject({ reported: 1, complete: false });
    expect(none.passport).toMatchObject({
      reported: 0,
      complete: false,
      reportedPopulation: 0,
      oldestInputAt: null,
    });
  });

  it('costs no statement for each territory whose passport is asked', async () => {
    const { queries } = await hub.ask(
      `{ department(code: "49") { epcis { nodes { childcare(on: "2024-12-31") { passport { reported } } } } } }`,
    );
    expect(queries.toSorted()).toEqual([
      'batchesByRevision',
      'epcisOf',
      'hubFacts',
      'latestOfKinds',
      'territoriesById',
    ]);
  });

  it('computes a rate of four modes where none is published, and compares it with one made alike', async () => {
    const found = await childcare(
      baugeois,
      `state basis rate observedOn places eajeRate children { value observedOn } toDepartment ${comparison} toCountry ${comparison}`,
    );
    expect(found).toMatchObject({
      state: 'REPORTED',
      basis: 'COMPUTED',
      rate: 61.2,
      observedOn: '2024-12-31',
      places: 612,
      eajeRate: 15.2,
      children: { value: 1000, observedOn: '2020-12-31' },
      // 15 750 places for 25 000 children: 63, and not the 63,2 that is published.
      toDepartment: {
        rate: 63,
        observedOn: '2024-12-31',
        basis: 'COMPUTED',
        points: -1.8,
        missingPlaces: 18,
        hint: null,
      },
      // Of France only a published rate is known.
      toCountry: { rate: 60.1, basis: null, points: null, missingPlaces: null },
    });
    expect(found.toCountry.hint).toContain('ne se comparent pas');
  });

  it('prefers what is published, on both sides', async () => {
    const found = await childcare(
      layon,
      `basis rate places toDepartment ${comparison} toCountry ${comparison}`,
    );
    expect(found).toMatchObject({
      basis: 'PUBLISHED',
      rate: 66.5,
      places: null,
      toDepartment: { rate: 63.2, basis: 'PUBLISHED', points: 3.3, missingPlaces: 0 },
      toCountry: { rate: 60.1, points: 6.4, missingPlaces: 0 },
    });
  });

  it('does not compare rates of two years', async () => {
    const { rate: own, toDepartment } = await childcare(cholet, `rate toDepartment ${comparison}`);
    expect([own, toDepartment.points, toDepartment.missingPlaces]).toEqual([55, null, null]);
    expect(toDepartment.hint).toBe('Le taux de l’autre territoire n’est pas connu.');
  });

  it('tells modes, their shares, and what is secret or unknown', async () => {
    const { modes, managements } = await childcare(
      baugeois,
      'modes { kind state places perHundredChildren share } managements { kind state places share value { state observedOn } }',
    );
    expect(modes[0]).toEqual({
      kind: 'PLACES_EAJE',
      state: 'REPORTED',
      places: 152,
      perHundredChildren: 15.2,
      share: 152 / 612,
    });
    expect(managements).toEqual([
      // Of the year before: no part of this year's places.
      {
        kind: 'PLACES_EAJE_PSU',
        state: 'REPORTED',
        places: 152,
        share: null,
        value: { state: 'REPORTED', observedOn: '2023-12-31' },
      },
      {
        kind: 'PLACES_EAJE_PAJE',
        state: 'SUPPRESSED',
        places: null,
        share: null,
        value: { state: 'SUPPRESSED', observedOn: '2024-12-31' },
      },
    ]);
    const none = await childcare(
      '200060010',
      `state rate hint modes { state places } toDepartment ${comparison}`,
    );
    expect([none.state, none.rate, none.modes[0]]).toEqual([
      'NOT_REPORTED',
      null,
      { state: 'NOT_REPORTED', places: null },
    ]);
    expect(none.toDepartment).toMatchObject({
      rate: 63.2,
      points: null,
      hint: 'Le taux du territoire n’est pas connu : il n’y a rien à comparer.',
    });
  });

  it('counts places created since the first CTG in force, or since a day', async () => {
    const fields = 'since points convention { reference } places { kind before now difference }';
    const { change } = await childcare(baugeois, `change { ${fields} }`);
    expect(change).toMatchObject({ since: '2021-01-01', points: 3.2, convention: { reference: 'A-1' } });
    expect(change.places.slice(0, 3)).toEqual([
      { kind: 'PLACES_ALL_MODES', before: 580, now: 612, difference: 32 },
      { kind: 'PLACES_EAJE', before: 120, now: 152, difference: 32 },
      { kind: 'PLACES_CHILDMINDER', before: 430, now: 430, difference: 0 },
    ]);
    // Nothing was known before, or it is the same count: no difference.
    const early = await childcare(baugeois, `change(since: "2019-01-01") { ${fields} }`);
    expect(early.change.places[0]).toEqual({
      kind: 'PLACES_ALL_MODES',
      before: null,
      now: 612,
      difference: null,
    });
    const late = await childcare(baugeois, `change(since: "2024-12-31") { ${fields} }`);
    expect([late.change.points, late.change.places[0].difference, late.change.convention]).toEqual([
      null,
      null,
      null,
    ]);
    expect((await childcare(layon, `change { ${fields} }`)).change).toBeNull();
  });

  it('costs a statement for all EPCI, one for the département, one for France', async () => {
    const { queries } =
      await hub.ask(`{ department(code: "49") { epcis { nodes { childcare(on: "2024-12-31") {
      rate toDepartment { points } toCountry { points } } } } } }`);
    // One day for those that have a rate, and one for Cholet.
    expect(queries.filter((name) => name === 'latestOfKinds').length).toBeLessThanOrEqual(3);
  });

  it('does not ask for one place more than a binary fraction adds', () => {
    const known = (value: number) => ({
      get: (kind: IndicatorKind) =>
        kind === IndicatorKind.CHILDCARE_COVERAGE_RATE ? { value, observedOn: '2024-12-31' } : undefined,
    });
    const pair = comparable(known(61.2), known(64.3));
    expect(pair?.points).toBe(-3.1);
    expect(pair && missingPlaces(pair, 1000)).toBe(31);
  });
});
