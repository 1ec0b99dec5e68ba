import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstMatching, folded } from '../../src/db/folded.js';
import { rows } from '../../src/db/sql.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { LeadKind, leadKindOf, leadPatterns } from '../../src/plan/leads/lead.rules.js';
import { assertFewPlans } from '../../src/plan/plans-asked.sql.js';
import { foldName } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

const on = '2025-06-30';

describe('actions: overdue, incomplete, and the themes they are about', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const made = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee,thematiques',
      // Two communes of one EPCI; C has no plan, D is over, E retains no theme that is known.
      'A-1,Baugé,commune,49,2024,2028,49018,petite enfance|jeunesse|mobilité|pilotage',
      'B-1,Beaufort,commune,49,2024,2028,49021,petite enfance|logement',
      'C-1,Mazé,commune,49,2024,2028,49194,petite enfance',
      'D-1,La Ménitré,commune,49,2018,2022,49201,handicap',
      'E-1,Noyant,commune,49,2024,2028,49228,',
    ]);
    expect(made).toMatchObject({ added: 5, rejected: 0 });
    const plan = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique,lead,echeance,indicateur de suivi,valeur de départ',
      // The theme of A1 stands above it alone.
      'X1,A-1,axe,Axe,,petite enfance,,,,',
      'A1,A-1,action,En cours et passée,X1,,CCAS de Baugé,2025-03-31,familles aidées,12 en 2023',
      'A2,A-1,action,Sans nouvelles,,jeunesse,Service jeunesse,2024-12-31,,',
      'A3,A-1,action,Faite,,mobilité,Service mobilités,2025-01-31,trajets,',
      'A4,A-1,action,À venir,,,Caf de Maine-et-Loire,2026-12-31,,',
      'A5,A-1,action,Sans échéance ni pilote,,jeunesse,,,,',
      'B1,B-1,action,Passée,,enfance,CIAS,2025-06-29,enfants,0',
    ]);
    expect(plan).toMatchObject({ added: 7, rejected: 0 });
    await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      'A-1;A1;en cours;2024-12-31',
      'A-1;A3;réalisé;2024-12-31',
      'A-1;A4;non engagée;2025-12-31',
      'B-1;B1;en cours;2025-01-31',
    ]);
  });
  afterAll(() => hub.close());

  const epci = async (fields: string) => {
    const { data, errors, queries } = await hub.ask(`{ epci(code: "244900882") { ${fields} } }`);
    expect(errors).toBeUndefined();
    return { ...data.epci, queries };
  };

  it('counts overdue actions as completion does, with the days and who leads', async () => {
    const { overdueActions, completion } = await epci(`completion(on: "${on}") { actions { overdue } }
      overdueActions(on: "${on}") { state overdue statusUnknown withoutDueDate rate { numerator denominator }
        days { count mean median minimum maximum } byLeadKind { leadKind overdue rate { denominator } days { median } }
        passport { expected reported } }`);
    expect(overdueActions).toEqual({
      state: 'REPORTED',
      // A1 by 91 days, A2 by 181, B1 by one; A3 is done.
      overdue: 3,
      statusUnknown: 1,
      withoutDueDate: 1,
      rate: { numerator: 3, denominator: 4 },
      days: { count: 3, mean: 91, median: 91, minimum: 1, maximum: 181 },
      byLeadKind: [
        { leadKind: 'SOCIAL_ACTION_CENTRE', overdue: 2, rate: { denominator: 2 }, days: { median: 46 } },
        { leadKind: 'LOCAL_AUTHORITY', overdue: 1, rate: { denominator: 2 }, days: { median: 181 } },
      ],
      passport: { expected: 4, reported: 2 },
    });
    expect(completion.actions.overdue).toBe(3);
  });

  it('lists them, the most overdue first, of some leads alone if asked', async () => {
    const fields =
      'actions { totalCount nodes { daysOverdue leadKind action { title leadKind } convention { reference } } }';
    const { overdueActions } = await epci(`overdueActions(on: "${on}") { ${fields} }`);
    const lines = (nodes: Late[]) =>
      nodes.map(({ daysOverdue, leadKind, action, convention }) => {
        expect(leadKind).toBe(action.leadKind);
        return [daysOverdue, action.title, convention.reference];
      });
    expect(lines(overdueActions.actions.nodes)).toEqual([
      [181, 'Sans nouvelles', 'A-1'],
      [91, 'En cours et passée', 'A-1'],
      [1, 'Passée', 'B-1'],
    ]);
    const some = await epci(
      `overdueActions(on: "${on}") { ${fields.replace('actions', 'actions(leadKinds: [SOCIAL_ACTION_CENTRE])')} }`,
    );
    expect(lines(some.overdueActions.actions.nodes)).toEqual([
      [91, 'En cours et passée', 'A-1'],
      [1, 'Passée', 'B-1'],
    ]);
  });

  it('does not say that nothing is late where nothing is known', async () => {
    const { data } = await hub.ask(
      `{ convention(reference: "C-1") { overdueActions(on: "${on}") { state overdue hint } actionQuality(on: "${on}") { state complete { value } } } }`,
    );
    expect(data.convention).toEqual({
      overdueActions: {
        state: 'NOT_REPORTED',
        overdue: null,
        hint: 'Aucune action n’est connue du hub : c’est inconnu, ce n’est pas zéro.',
      },
      actionQuality: { state: 'NOT_REPORTED', complete: { value: null } },
    });
  });

  it('tells what actions lack, and which', async () => {
    const { actionQuality } = await epci(`actionQuality(on: "${on}") { complete { numerator denominator }
      fields { field missing filled { numerator denominator } }
      incompleteActions { totalCount nodes { missing action { title } } } }`);
    expect(actionQuality.complete).toEqual({ numerator: 1, denominator: 6 });
    expect(Object.fromEntries(actionQuality.fields.map((each: Gap) => [each.field, each.missing]))).toEqual({
      LEAD: 1,
      DUE_DATE: 1,
      // A1 has none of its own, and A4 none at all.
      THEME: 2,
      INDICATOR: 3,
      BASELINE: 4,
      // A2, A5, and A4, whose first status is later.
      PROGRESS: 3,
    });
    expect(actionQuality.incompleteActions).toEqual({
      totalCount: 5,
      nodes: [
        { action: { title: 'En cours et passée' }, missing: ['THEME'] },
        { action: { title: 'Sans nouvelles' }, missing: ['INDICATOR', 'BASELINE', 'PROGRESS'] },
        { action: { title: 'Faite' }, missing: ['BASELINE'] },
        { action: { title: 'À venir' }, missing: ['THEME', 'INDICATOR', 'BASELINE', 'PROGRESS'] },
        {
          action: { title: 'Sans échéance ni pilote' },
          missing: ['LEAD', 'DUE_DATE', 'INDICATOR', 'BASELINE', 'PROGRESS'],
        },
      ],
    });
    const some = await epci(
      `actionQuality(on: "${on}", fields: [LEAD, DUE_DATE]) { complete { numerator denominator } fields { field } incompleteActions { totalCount } }`,
    );
    expect(some.actionQuality).toEqual({
      complete: { numerator: 5, denominator: 6 },
      fields: [{ field: 'LEAD' }, { field: 'DUE_DATE' }],
      incompleteActions: { totalCount: 1 },
    });
  });

  it('tells which themes are retained, never, or without an action', async () => {
    const { retainedThemes } = await epci(`retainedThemes(on: "${on}") { conventions conventionsWithoutTheme
      themes { theme words isNeverRetained retained { numerator denominator } withoutAction { numerator denominator } withoutKnownAction
        conventionsWithoutAction { nodes { reference } } conventionsRetaining { totalCount nodes { reference } } }
      passport { unit expected reported complete demonstration } }`);
    // Of D-1 no theme is known.
    expect(retainedThemes.passport).toEqual({
      unit: 'CONVENTION',
      expected: 4,
      reported: 3,
      complete: false,
      demonstration: false,
    });
    expect([retainedThemes.conventions, retainedThemes.conventionsWithoutTheme]).toEqual([4, 1]);
    const of = Object.fromEntries(retainedThemes.themes.map((each: Retained) => [each.theme, each]));
    expect(Object.keys(of)).toHaveLength(11);
    expect(retainedThemes.themes[0].theme).toBe('EARLY_CHILDHOOD');
    expect(of.EARLY_CHILDHOOD).toEqual({
      theme: 'EARLY_CHILDHOOD',
      words: [],
      isNeverRetained: false,
      retained: { numerator: 3, denominator: 3 },
      // A-1 has an action under its axis; B-1 has none about it; of C-1 no action is known.
      withoutAction: { numerator: 1, denominator: 2 },
      withoutKnownAction: 1,
      conventionsWithoutAction: { nodes: [{ reference: 'B-1' }] },
      conventionsRetaining: {
        totalCount: 3,
        nodes: [{ reference: 'A-1' }, { reference: 'B-1' }, { reference: 'C-1' }],
      },
    });
    expect(of.YOUTH).toMatchObject({ withoutAction: { numerator: 0, denominator: 1 } });
    // « Mobilité » has an action, « pilotage » has none.
    expect(of.OTHER).toMatchObject({
      words: ['mobilité', 'pilotage'],
      retained: { numerator: 1, denominator: 3 },
      withoutAction: { numerator: 1, denominator: 1 },
    });
    // Of a convention that is over; and an action about what nobody retains retains nothing.
    expect(of.DISABILITY).toMatchObject({ isNeverRetained: true, retained: { numerator: 0 } });
    expect(of.CHILDHOOD).toMatchObject({ isNeverRetained: true });
  });

  it('costs one statement each, however many conventions are asked', async () => {
    const { queries } = await epci(`conventions(states: [IN_FORCE], on: "${on}") { nodes {
      overdueActions(on: "${on}") { overdue actions { nodes { daysOverdue } } }
      actionQuality(on: "${on}") { complete { value } incompleteActions { nodes { missing } } } } }`);
    expect(queries.filter((name: string) => /Actions|Quality|overdue/.test(name)).toSorted()).toEqual([
      'actionQualityOf convention',
      'incompleteActionsOf convention',
      'overdueActionsOf convention',
      'overdueCountsOf convention',
    ]);
  });

  it('refuses more plans than it can read at once, before it reads any', async () => {
    const few = (maximum: number) =>
      assertFewPlans(hub.database.fork(), ['epci:244900882'], { scope: 'territory', on }, maximum);
    // Four are in force; of conventions themselves, as many as are asked.
    await expect(few(4)).resolves.toBeUndefined();
    await expect(few(3)).rejects.toMatchObject({ code: 'TOO_MANY_PLANS' });
    const own = assertFewPlans(hub.database.fork(), ['A-1', 'D-1'], { scope: 'convention', on }, 1);
    await expect(own).rejects.toMatchObject({
      message: expect.stringContaining(
        '2 plans, plus de 1 (conventions × dates) : demandez un territoire plus petit',
      ),
    });
  });

  it('reviews a convention date by date, with what changed since the one before', async () => {
    const { data, errors } =
      await hub.ask(`{ convention(reference: "A-1") { reviews(on: ["2025-06-30", "2024-06-30", "2024-12-31"]) {
      on completion { state actions { completed overdue rate { numerator denominator } } }
      change { on actionPoints objectivePoints completedDifference overdueDifference } } } }`);
    expect(errors).toBeUndefined();
    const [first, second, third] = data.convention.reviews;
    expect([first.on, first.completion.state, first.change]).toEqual(['2024-06-30', 'NOT_REPORTED', null]);
    expect(second.completion.actions).toMatchObject({
      completed: 1,
      overdue: 0,
      rate: { numerator: 1, denominator: 2 },
    });
    // Of the first, no rate is known.
    expect(second.change).toEqual({
      on: '2024-06-30',
      actionPoints: null,
      objectivePoints: null,
      completedDifference: 1,
      overdueDifference: 0,
    });
    expect(third.change).toMatchObject({ on: '2024-12-31', actionPoints: 0, overdueDifference: 2 });
    const many = Array.from({ length: 21 }, (_, at) => `"20${10 + at}-12-31"`).join(', ');
    const refused = await hub.ask(`{ convention(reference: "A-1") { reviews(on: [${many}]) { on } } }`);
    expect(refused.errors?.[0]?.extensions.code).toBe('LIST_TOO_LONG');
  });

  it('knows leads by the same patterns in the base as out of it', async () => {
    const leads = [
      'CCAS de Baugé',
      'CAF',
      'Cafétéria solidaire',
      'Caisse d’Allocations Familiales',
      'Chargée de coopération CTG',
      'chargé(e) de coopération',
      'Coordination enfance-jeunesse',
      'Centre socio-culturel Jean Vilar',
      'Espace de vie sociale',
      'Médiathèque intercommunale',
      'Éducation nationale',
      'Service « Petite enfance »',
      'Direction générale',
      'CA Saumur Val de Loire',
      'Association Familles rurales',
      'MSA',
      'Conseil Départemental',
      'Référent inclusion',
      '??',
    ];
    const kind = firstMatching(folded(sql`lead`), leadPatterns, LeadKind.OTHER);
    const found = await rows(
      hub.database.fork(),
      'leads',
      sql<{ lead: string; kind: LeadKind }>`select lead, ${kind} as kind from unnest(${leads}::text[]) lead`,
    );
    expect(found.map(({ lead, kind: told }) => [lead, told])).toEqual(
      leads.map((lead) => [lead, leadKindOf(foldName(lead))]),
    );
    expect(Object.fromEntries(found.map(({ lead, kind: told }) => [lead, told]))).toMatchObject({
      CAF: 'CAF',
      'Cafétéria solidaire': 'OTHER',
      'chargé(e) de coopération': 'COOPERATION_OFFICER',
      'Médiathèque intercommunale': 'FACILITY',
      'Service « Petite enfance »': 'LOCAL_AUTHORITY',
      'Référent inclusion': 'OTHER',
    });
  });
});

interface Late {
  readonly daysOverdue: number;
  readonly leadKind: string;
  readonly action: { readonly title: string; readonly leadKind: string };
  readonly convention: { readonly reference: string };
}
interface Gap {
  readonly field: string;
  readonly missing: number;
}
interface Retained {
  readonly theme: string;
}
