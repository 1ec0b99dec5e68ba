import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee,n_objectifs,n_actions',
      'A-1,Baugé,commune,49,2024,2028,49018,8,12',
      'B-1,Beaufort,commune,49,2024,2028,49021,,',
      'C-1,Mazé,commune,49,2024,2028,49194,2,',
      'D-1,La Ménitré,commune,49,,,49201,,',
    ]);
    const plan = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique,echeance',
      'E1,A-1,enjeu,Enjeu,,,',
      // A strategic objective above two operational ones is not counted beside them.
      'S1,A-1,objectif stratégique,Stratégique,E1,,',
      'O1,A-1,objectif opérationnel,Atteint,S1,petite enfance,',
      'O1a,A-1,action,Faite,O1,petite enfance,2025-01',
      'O1b,A-1,action,Abandonnée,O1,petite enfance|jeunesse,2024-06-30',
      'O2,A-1,objectif opérationnel,Non atteint,S1,jeunesse,',
      'O2a,A-1,action,Faite aussi,O2,jeunesse,',
      'O2b,A-1,action,En cours,O2,jeunesse,2025-03-31',
      'O3,A-1,objectif,Indéterminé,E1,,',
      'O3a,A-1,action,Faite encore,O3,,',
      'O3b,A-1,action,Sans nouvelles,O3,,2024',
      'O4,A-1,objectif,Abandonné,E1,,',
      'O4a,A-1,action,Abandonnée aussi,O4,,',
      'O5,A-1,objectif,Sans action,E1,,',
      'O6,A-1,objectif,Permanent,E1,,',
      'O6a,A-1,action,Permanente,O6,,2024-01-31',
      'X1,B-1,axe,Axe,,,',
      'X1a,B-1,action,Faite,X1,,',
      'P1,C-1,objectif,Objectif seul,,,',
      'Q1,D-1,action,Sans date de convention,,,',
    ]);
    expect(plan).toMatchObject({ added: 20, rejected: 0, problems: [] });
    const entries = await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      'A-1;O1a;en cours;2024-06-30',
      'A-1;O1a;réalisé;2024-12-31',
      'A-1;O1b;abandonné;2024-12-31',
      'A-1;O2a;réalisé;31/12/2024',
      'A-1;O2b;en cours;2024-12-31',
      'A-1;O3a;réalisée;2024-12-31',
      'A-1;O4a;abandonnée;2024-12-31',
      'A-1;O6a;permanent;2024-12-31',
      'B-1;X1a;réalisé;2025-06-30',
      'D-1;Q1;réalisé;2024-12-31',
    ]);
    expect(entries).toMatchObject({ added: 10, rejected: 0, problems: [] });
  });
  afterAll(() => hub.close());

  const completionOf = async (target: string, on: string, themes = '') => {
    const { data, errors } = await hub.ask(`{ target: ${target} { completion(on: "${on}"${themes}) {
      state hint conventions conventionsWithUnknownDates
      objectives { rate { numerator denominator value } known declared conventionsDeclaring reached notReached abandoned undetermined withoutAction }
      actions { rate { numerator denominator value } rateWithAbandoned { numerator denominator } meanOfConventionRates conventionsInMean
        known declared notStarted planned inProgress completed permanent postponed abandoned unknown overdue }
      passport { unit expected reported complete reportedPopulation } } } }`);
    expect(errors).toBeUndefined();
    return data.target.completion;
  };

  it('judges objectives by their actions: reached, not, abandoned, undetermined, or without action', async () => {
    const { objectives } = await completionOf('convention(reference: "A-1")', '2025-06-30');
    expect(objectives).toEqual({
      known: 6,
      declared: 8,
      conventionsDeclaring: 1,
      reached: 1,
      // « Non atteint » has an action in progress; « Permanent » has one that never ends.
      notReached: 2,
      abandoned: 1,
      undetermined: 1,
      withoutAction: 1,
      rate: { numerator: 1, denominator: 4, value: 0.25 },
    });
  });

  it('rates actions without the unknown and the permanent, with and without the abandoned', async () => {
    const { actions } = await completionOf('convention(reference: "A-1")', '2025-06-30');
    expect(actions).toEqual({
      known: 8,
      declared: 12,
      notStarted: 0,
      planned: 0,
      inProgress: 1,
      completed: 3,
      permanent: 1,
      postponed: 0,
      abandoned: 2,
      unknown: 1,
      // In progress past 2025-03-31, and unknown past the end of 2024; neither the permanent nor the abandoned one.
      overdue: 2,
      rate: { numerator: 3, denominator: 4, value: 0.75 },
      rateWithAbandoned: { numerator: 3, denominator: 6 },
      meanOfConventionRates: 0.75,
      conventionsInMean: 1,
    });
  });

  it('replays the past: a status counts from the day of its observation', async () => {
    const { actions, state } = await completionOf('convention(reference: "A-1")', '2024-09-30');
    expect([state, actions.inProgress, actions.completed, actions.unknown]).toEqual(['REPORTED', 1, 0, 7]);
    const before = await completionOf('convention(reference: "A-1")', '2024-06-29');
    expect([before.state, before.actions.unknown, before.actions.rate.value]).toEqual([
      'NOT_REPORTED',
      8,
      null,
    ]);
  });

  it('pools the actions of a territory, and names the mean of rates apart', async () => {
    const {
      actions,
      conventions: number,
      conventionsWithUnknownDates,
      passport,
    } = await completionOf('epci(code: "244900882")', '2025-06-30');
    expect(actions.rate).toEqual({ numerator: 4, denominator: 5, value: 0.8 });
    expect([actions.meanOfConventionRates, actions.conventionsInMean]).toEqual([(0.75 + 1) / 2, 2]);
    // D-1 is undated: it is counted apart, and its completed action is in no figure.
    expect([number, conventionsWithUnknownDates, actions.known]).toEqual([3, 1, 9]);
    expect(passport).toEqual({
      unit: 'CONVENTION',
      expected: 3,
      reported: 2,
      complete: false,
      reportedPopulation: 11712 + 6901,
    });
  });

  it('says that a plan without actions has no rate', async () => {
    const { state, hint, objectives, actions } = await completionOf(
      'convention(reference: "C-1")',
      '2025-06-30',
    );
    expect([state, hint]).toEqual([
      'NOT_APPLICABLE',
      'Le plan connu s’arrête aux objectifs : sans action, il n’y a pas de taux.',
    ]);
    expect([objectives.known, objectives.withoutAction, objectives.rate.value, actions.rate.value]).toEqual([
      1,
      1,
      null,
      null,
    ]);
  });

  it('keeps to themes when asked, each node once', async () => {
    const { actions, objectives } = await completionOf(
      'convention(reference: "A-1")',
      '2025-06-30',
      ', themes: [YOUTH, EARLY_CHILDHOOD]',
    );
    expect([
      actions.known,
      actions.completed,
      actions.abandoned,
      objectives.known,
      objectives.reached,
    ]).toEqual([4, 2, 1, 2, 1]);
  });

  it('counts nothing after the convention has ended', async () => {
    const { state, conventions: number, hint } = await completionOf('commune(code: "49018")', '2029-01-01');
    expect([state, number, hint]).toEqual([
      'NOT_REPORTED',
      0,
      'Aucune convention dont on sache qu’elle est en vigueur à cette date.',
    ]);
  });

  it('lists the actions in a state, or late, on a day', async () => {
    const { data } = await hub.ask(`{ convention(reference: "A-1") {
      late: planNodes(isOverdue: true, on: "2025-06-30") { nodes { code } }
      then: planNodes(isOverdue: true, on: "2025-03-31") { nodes { code } }
      done: planNodes(statuses: [COMPLETED], on: "2024-12-31") { nodes { code } }
      before: planNodes(statuses: [COMPLETED], on: "2024-12-30") { totalCount }
      onTime: planNodes(kinds: [ACTION], isOverdue: false, on: "2025-06-30") { totalCount } } }`);
    const codes = (list: { nodes: { code: string }[] }) => list.nodes.map(({ code }) => code);
    expect(codes(data.convention.late)).toEqual(['O2b', 'O3b']);
    expect(codes(data.convention.then)).toEqual(['O3b']);
    expect(codes(data.convention.done)).toEqual(['O1a', 'O2a', 'O3a']);
    expect([data.convention.before.totalCount, data.convention.onTime.totalCount]).toEqual([0, 6]);
  });

  it('is overdue the day after, not on the day, and says what a theme leaves', async () => {
    const on = async (date: string) =>
      (await completionOf('convention(reference: "A-1")', date)).actions.overdue;
    expect([await on('2025-03-31'), await on('2025-04-01')]).toEqual([1, 2]);
    const themed = await completionOf('convention(reference: "A-1")', '2025-06-30', ', themes: [HOUSING]');
    expect([themed.state, themed.hint, themed.actions.known]).toEqual([
      'NOT_REPORTED',
      'Aucune action connue ne porte ces thématiques.',
      0,
    ]);
    const { errors } = await hub.ask('{ convention(reference: "A-1") { completion(themes: []) { state } } }');
    expect(errors?.map(({ message }) => message)).toEqual([
      '« themes » est une liste vide, dont rien ne répondrait : donnez au moins une valeur, ou enlevez « themes » pour ne rien restreindre.',
    ]);
  });

  it('is as fresh as the last status that it uses', async () => {
    const { data } = await hub.ask(`{ convention(reference: "A-1") { source { batch { loadedAt } }
      planNodes(statuses: [COMPLETED], on: "2025-01-01", first: 1) { nodes { progress { source { batch { loadedAt } } } } }
      completion(on: "2025-01-01") { passport { oldestInputAt freshestInputAt } } } }`);
    const { source, planNodes: list, completion } = data.convention;
    expect(completion.passport.oldestInputAt).toBe(source.batch.loadedAt);
    expect(completion.passport.freshestInputAt).toBe(list.nodes[0].progress[0].source.batch.loadedAt);
  });

  it('walks a plan too large to be read whole level by level', async () => {
    const other = await openHub('west');
    try {
      await other.load(conventions, [
        'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
        'L-1,Baugé,commune,49,2024,2028,49018',
        'L-2,Beaufort,commune,49,2024,2028,49021',
      ]);
      const many = Array.from({ length: 1_000 }, (_, at) => `A${at},L-1,action,Action ${at},O1`);
      await other.load(planNodes, [
        'objective_id,convention_ref,level,title,parent_title',
        'O1,L-1,objectif,Tout,',
        ...many,
        'O2,L-2,objectif,Peu,',
        ...many.slice(0, 3).map((line) => line.replace('L-1', 'L-2').replace(',O1', ',O2')),
      ]);
      const walked = await other.ask(`{ conventions { nodes { reference plan { totalCount nodes { code
        children(first: 2) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } } } } } }`);
      const of = (total: number) => ({
        totalCount: total,
        nodes: [{ code: 'A0' }, { code: 'A1' }],
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      });
      expect(walked.data.conventions.nodes).toEqual([
        { reference: 'L-1', plan: { totalCount: 1, nodes: [{ code: 'O1', children: of(1_000) }] } },
        { reference: 'L-2', plan: { totalCount: 1, nodes: [{ code: 'O2', children: of(3) }] } },
      ]);
      expect(walked.queries).toEqual(['allConventions', 'wholePlansOf', 'planRootsOf', 'planChildrenOf']);
      const [, small] = walked.data.conventions.nodes;
      const { endCursor } = small.plan.nodes[0].children.pageInfo;
      const rest = await other.ask(
        `query ($after: String) { convention(reference: "L-2") { plan { nodes { children(after: $after) { nodes { code } } } } } }`,
        { after: endCursor },
      );
      expect(rest.data.convention.plan.nodes[0].children.nodes).toEqual([{ code: 'A2' }]);
    } finally {
      await other.close();
    }
  });

  it('walks the tree, with the status of each action on a day', async () => {
    const { data } =
      await hub.ask(`{ convention(reference: "A-1") { plan { totalCount nodes { code kind level children(first: 2) { totalCount pageInfo { hasNextPage }
      nodes { code status(on: "2025-06-30") children { nodes { code children { nodes { code dueOn status(on: "2025-06-30") isOverdue(on: "2025-06-30") parent { title } progress { observedOn status } } } } } } } } } } }`);
    const [root] = data.convention.plan.nodes;
    expect([data.convention.plan.totalCount, root.code, root.level]).toEqual([1, 'E1', 'enjeu']);
    expect(root.children).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    expect(root.children.nodes.map(({ code }: { code: string }) => code)).toEqual(['S1', 'O3']);
    expect(root.children.nodes[0].status).toBeNull();
    expect(root.children.nodes[0].children.nodes[0].children.nodes[0]).toEqual({
      code: 'O1a',
      dueOn: '2025-01-31',
      status: 'COMPLETED',
      isOverdue: false,
      parent: { title: 'Atteint' },
      progress: [
        { observedOn: '2024-06-30', status: 'IN_PROGRESS' },
        { observedOn: '2024-12-31', status: 'COMPLETED' },
      ],
    });
  });

  it('keeps the plan whole when a later file brings a part of it', async () => {
    const part = [
      'objective_id,convention_ref,level,title,parent_title,status,status_date',
      // Its parent is in the base only, by title; the second says no parent at all; the third is new.
      'O2b,A-1,action,En cours,Non atteint,en cours,2025-09-01',
      'O3b,A-1,action,Sans nouvelles,,en cours,2025-09-01',
      'O6b,A-1,action,Nouvelle,O6,,',
    ];
    expect(await hub.load(planNodes, part)).toMatchObject({ added: 1, changed: 2, problems: [] });
    expect(await hub.load(planNodes, part)).toMatchObject({ revision: null, unchanged: 3 });
    const { objectives } = await completionOf('convention(reference: "A-1")', '2025-09-30');
    expect(objectives).toMatchObject({ known: 6, reached: 1, notReached: 3, undetermined: 0 });
    const { data } = await hub.ask(
      '{ convention(reference: "A-1") { plan { totalCount } planNodes { nodes { code parent { code } } } } }',
    );
    expect(data.convention.plan.totalCount).toBe(1);
    expect(data.convention.planNodes.nodes.at(-1)).toEqual({ code: 'O6b', parent: { code: 'O6' } });
  });
});
