import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaFor } from '../../src/access/matrix/schema-for.js';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { Role } from '../../src/viewer.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';

/** Figures that come from what is published alone: amounts, and indicators. */
const masked: Readonly<Record<string, string>> = {
  Subsidies: 'total',
  SectorTotal: 'amount',
  SubsidiesOfTerritory: 'amount perInhabitant',
  Indicator: 'value',
  IndicatorValue: 'value',
  PerimeterIndicator: 'knownSum shareOfDepartment',
  Childcare: 'rate places eajeRate',
  ChildcareChange: 'points',
  ChildcareComparison: 'rate points missingPlaces',
  ChildcarePlaces: 'places perHundredChildren share',
  ChildcarePlacesChange: 'before now difference',
};

/** Numbers that tell neither an amount nor people of a Caf: years, pages, and public facts of public bodies. */
const open: Readonly<Record<string, string>> = {
  // What is there, and which page of it.
  Hub: 'revision vintage',
  Vintage: 'year populationYear',
  Subsidies: 'fiscalYear availableYears',
  SubsidiesByTerritory: 'fiscalYear totalCount suppressed',
  IndicatorValue: 'year',
  Campaign: 'fiscalYear',
  Passport: 'fiscalYear expected reported expectedPopulation reportedPopulation revision vintage',
  Completeness:
    'fiscalYear expected received silent uncertain unknown unexpected conventionsWithUnknownPerimeter onTime late awaited missing',
  CompletenessUnit: 'daysLate',
  PerimeterIndicator: 'communes reported suppressed notReported',
  // The census of INSEE.
  ...Object.fromEntries(
    [
      'AdministrativeArea',
      'Commune',
      'Country',
      'Department',
      'Epci',
      'Region',
      'Territory',
      'TerritoryGroup',
    ].map((each) => [each, 'population']),
  ),
  // Conventions, which communes they cover, and how far the actions are.
  ActionCompletion:
    'meanOfConventionRates conventionsInMean known declared conventionsDeclaring notStarted planned inProgress completed ' +
    'permanent postponed abandoned unknown overdue withUndatedStatus',
  ActionFieldQuality: 'missing',
  Amendment: 'number',
  Completion: 'conventions conventionsWithUnknownDates',
  CompletionChange: 'conventions actionCount actionCountDifference',
  CompletionPeers: 'peers withoutValue lowerQuartile median upperQuartile rank quarter ratioToMedian',
  CompletionTable: 'totalCount subtotalCount',
  CompletionTableRow: 'rank conventions conventionsWithUnknownDates actionCount',
  Convention: 'generation durationYears signedDaysAfterStart',
  ConventionTable: 'totalCount',
  ConventionTableKey: 'generation startYear',
  ConventionTableRow: 'rank conventions',
  CoverageAlert: 'daysLeft',
  CoverageChange:
    'communeCount inhabitants communeCountDifference inhabitantsDifference conventionsInForce communesDifference ' +
    'populationDifference communesPoints populationPoints',
  CoverageRenewal:
    'communes population lostCommunes lostPopulation perhapsLostCommunes perhapsLostPopulation communesAnnouncedNotNamed',
  CoverageRenewals: 'totalCount conventionsWithoutKnownCommunes',
  CoverageScenarioMonth: 'lostCommunes lostPopulation perhapsLostCommunes perhapsLostPopulation',
  CoverageTable: 'totalCount subtotalCount',
  CoverageTableRow: 'rank communeCount inhabitants coveredPopulation remainingPopulation conventionsInForce',
  CoverageTarget: 'population gapInPoints',
  CoverageUnknowns:
    'communes population conventionsWithUnknownDates conventionsWithUnknownPerimeter communesAnnouncedNotNamed',
  CtgCoverage: 'conventionsInForce',
  CtgCoveragePeers: 'peers withoutValue lowerQuartile median upperQuartile rank quarter ratioToMedian',
  DeclaredCounts: 'communes priorities objectives actions',
  Distribution: 'count unknown mean median minimum maximum',
  LikeForLikeChange: 'conventions',
  ObjectiveCompletion:
    'known declared conventionsDeclaring reached notReached abandoned undetermined withoutAction',
  OverdueActions: 'overdue statusUnknown withoutDueDate',
  OverdueByLead: 'overdue',
  PerimeterChange: 'joinedCount leftCount keptCount',
  PlanCounts: 'priorities objectives actions',
  RateChange: 'points',
  Ratio: 'numerator denominator value',
  RetainedTheme: 'withoutKnownAction',
  RetainedThemes: 'conventions conventionsWithoutTheme',
  ReviewChange: 'actionPoints objectivePoints completedDifference reachedDifference overdueDifference',
  Signatory: 'count',
  SignatureDelays: 'unknown',
};

const named = (lists: Readonly<Record<string, string>>) =>
  Object.entries(lists).flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`));

/** Every number that a role may ask for; how long a list is, is a fact of what is in it. */
const numbersOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !/^__|Connection$/.test(type.name))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields())
            .filter((field) => ['Int', 'Float', 'Euro'].includes(getNamedType(field.type).name))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );

it('every number that partners and readers may ask for is masked, or known to tell no secret', async () => {
  const schema = await createSchema([...resolvers]);
  const known = new Set([...named(masked), ...named(open)]);
  const asked = new Set([Role.PARTNER, Role.READER].flatMap((role) => numbersOf(schemaFor(schema, role))));
  expect([...asked].filter((field) => !known.has(field))).toEqual([]);
  expect([...known].filter((field) => !asked.has(field))).toEqual([]);
});

describe('what is hidden', () => {
  let hub: CheckedHub;
  let partner: string;
  beforeAll(async () => {
    hub = await openCheckedHub();
    const key = {
      name: 'partenaire',
      role: 'PARTNER',
      territories: [{ kind: 'EPCI', code: '244900882' }],
      datasets: ['SUBSIDIES', 'INDICATORS'],
    };
    partner = (await hub.newKey(key)).text;
    const numbers = [
      ['49018', 120],
      ['49021', 4],
      ['49138', 95],
      ['49194', 60],
      ['49228', 80],
      ['49201', 44],
      ['49237', 33],
    ];
    await hub.load(indicators, [
      'niveau;code;indicateur;valeur;année',
      ...numbers.map(([code, each]) => `commune;${code};enfants de 0 à 2 ans;${each};2022`),
      'epci;244900882;enfants de 0 à 2 ans;436;2022',
      'epci;244900882;places tous modes;218;2022',
    ]);
    await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;ligne;gestionnaire;montant',
      '49018;2023;réel;petite enfance;PSU;A;100',
      '49018;2023;réel;petite enfance;PSU;B;80',
      '49018;2023;réel;petite enfance;PSU;C;60',
      '49138;2023;réel;enfance;PSU;D;40',
    ]);
  });
  afterAll(() => hub.close());

  it('is hidden in every answer, for the same reason', async () => {
    const { data, codes } = await hub.askAs(
      partner,
      `{ commune(code: "49021") {
           indicator(kind: CHILDREN_0_2) { value state hint latest { value state } }
           indicators(first: 5) { nodes { kind value state } }
           childcare { state hint rate children { value state } } } }`,
    );
    const hint = expect.stringMatching(/^Secret statistique/);
    expect(codes).toEqual([]);
    expect(data.commune).toEqual({
      indicator: { value: null, state: 'SUPPRESSED', hint, latest: { value: null, state: 'SUPPRESSED' } },
      indicators: { nodes: [{ kind: 'CHILDREN_0_2', value: null, state: 'SUPPRESSED' }] },
      childcare: { state: 'SUPPRESSED', hint, rate: null, children: { value: null, state: 'SUPPRESSED' } },
    });
    const all = '{ commune(code: "49021") { indicator(kind: CHILDREN_0_2) { value state } } }';
    expect((await hub.askAs(hub.local, all)).data.commune.indicator).toEqual({ value: 4, state: 'REPORTED' });
  });

  it('is beside another one, where a total would tell it', async () => {
    const { data } = await hub.askAs(
      partner,
      `{ epci(code: "244900882") { indicator(kind: CHILDREN_0_2) { value } childcare { rate }
           communes(first: 10) { nodes { code indicator(kind: CHILDREN_0_2) { state } } } } }`,
    );
    expect([data.epci.indicator.value, data.epci.childcare.rate]).toEqual([436, 50]);
    const hidden = data.epci.communes.nodes.filter(
      (each: { indicator: { state: string } }) => each.indicator.state === 'SUPPRESSED',
    );
    expect(hidden.map(({ code }: { code: string }) => code).toSorted()).toEqual(['49021', '49237']);
  });

  it('is not told by a part of a total: a filter is refused, with what to ask instead', async () => {
    const { codes, body } = await hub.askAs(
      partner,
      '{ epci(code: "244900882") { subsidies(fiscalYear: 2023, sectors: [CHILDHOOD]) { total } } }',
    );
    expect([codes, body]).toEqual([['FILTER_NOT_PUBLISHED'], expect.stringContaining('bySector')]);
  });

  const total = `{
    epci(code: "244900882") { subsidies(fiscalYear: 2023) { total state bySector { sector amount state } passport { reported reach { note } } } }
    commune(code: "49018") { subsidies(fiscalYear: 2023) { total state hint bySector { sector } } } }`;
  const hidden = (...sectors: string[]) =>
    sectors.map((sector) => ({ sector, amount: null, state: 'SUPPRESSED' }));

  it('is hidden with what would tell it', async () => {
    const { data } = await hub.askAs(partner, total);
    // Of the EPCI, 240 of three in one commune, and 40 of one in another, who is all of a sector too.
    expect(data).toEqual({
      epci: {
        subsidies: {
          total: 280,
          state: 'REPORTED',
          bySector: hidden('CHILDHOOD', 'EARLY_CHILDHOOD'),
          passport: { reported: 2, reach: { note: expect.stringContaining('secret statistique') } },
        },
      },
      commune: {
        subsidies: { total: null, state: 'SUPPRESSED', hint: expect.stringMatching(/^Secret/), bySector: [] },
      },
    });
  });

  it('follows loads and undone loads, and is the same as if all of it were worked out anew', async () => {
    const kept = async () => {
      await hub.askAs(partner, total);
      return hub.database
        .fork()
        .getConnection()
        .execute(
          'select * from seen.kept_published_amount order by audience, territory_id, fiscal_year, nature, sector',
        );
    };
    const before = await kept();
    const load = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;ligne;gestionnaire;montant',
      '49138;2023;réel;enfance;PSU;E;40',
      '49194;2023;réel;enfance;PSU;F;40',
      '49138;2022;réel;enfance;PSU;F;40',
    ]);
    const after = await kept();
    expect(after.length).toBeGreaterThan(before.length);
    const { data } = await hub.askAs(partner, total);
    expect(data.epci.subsidies).toMatchObject({ total: 360, state: 'REPORTED' });
    // What is not published at a level says so.
    const hint = expect.stringContaining('à partir de l’EPCI');
    expect(data.commune.subsidies).toEqual({ total: 240, state: 'REPORTED', hint, bySector: [] });
    await hub.database.fork().getConnection().execute('update seen.mask set revision = -1');
    expect(await kept()).toEqual(after);
    await undoBatch(hub.database, load.revision as number, 'tests');
    expect(await kept()).toEqual(before);
  });
});
