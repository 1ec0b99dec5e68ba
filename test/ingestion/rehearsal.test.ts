import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../../src/calendar.js';
import { rows } from '../../src/db/sql.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { digestBase } from './dump.js';

const amountHeader = 'territory_code;year_start;amount;nature;sector';
const conventionHeader =
  'convention_ref;territory_name;kind;departement_code;member_insee;start_year;end_year';

describe('rehearsing a load', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  it('says which records would change, from what to what, and keeps nothing', async () => {
    await hub.load(subsidies, [
      amountHeader,
      '49018;2023;1 000,50;réel;jeunesse',
      '49018;2023;20;réel;enfance',
    ]);
    const before = await digestBase(hub.database);
    const file = [amountHeader, '49018;2023;780 552;réel;jeunesse', '49228;2023;5;réel;enfance'];
    const report = await hub.load(subsidies, file, {
      dryRun: true,
      strategy: 'REPLACE_YEAR',
      acceptance: 'ALL_OR_NOTHING',
    });
    expect(await digestBase(hub.database)).toEqual(before);
    expect(report).toMatchObject({
      isAccepted: true,
      isDryRun: true,
      revision: null,
      added: 1,
      changed: 1,
      removed: 1,
    });
    expect(report.changes.map(({ kind, label, title }) => [kind, label, title])).toEqual([
      ['REMOVED', 'Subvention', 'Baugé-en-Anjou (49018), 2023, réel, Enfance, Ligne non précisée'],
      ['CHANGED', 'Subvention', 'Baugé-en-Anjou (49018), 2023, réel, Jeunesse, Ligne non précisée'],
      ['CREATED', 'Subvention', 'Noyant-Villages (49228), 2023, réel, Enfance, Ligne non précisée'],
    ]);
    expect(report.changes[1]?.fields).toEqual([
      {
        field: 'amount_cents',
        label: 'Montant',
        before: '1\u00a0000,50\u00a0€',
        after: '780\u00a0552\u00a0€',
      },
    ]);
    expect(report.changes[2]?.fields).toContainEqual({
      field: 'territory_id',
      label: 'Territoire',
      before: null,
      after: 'Noyant-Villages (49228)',
    });
    expect(report.impact).toEqual([
      {
        territoryId: 'department:49',
        territoryName: 'Maine-et-Loire (49)',
        label: 'Subventions réelles 2023',
        unit: 'EURO',
        before: 102_050,
        after: 78_055_700,
      },
    ]);
  });

  it('says no figure of what stays the same, and that an unknown total becomes known', async () => {
    const report = await hub.load(
      subsidies,
      [amountHeader, '49018;2023;20;réel;enfance', '44109;2022;7;prévisionnel;enfance'],
      { dryRun: true },
    );
    expect(report.impact).toMatchObject([
      {
        territoryName: 'Loire-Atlantique (44)',
        label: 'Subventions prévisionnelles 2022',
        before: null,
        after: 700,
      },
    ]);
  });

  it('sums up France when too many départements are touched', async () => {
    const whole = await openHub('france');
    const communes = await rows(
      whole.database.fork(),
      'communes',
      sql<{ code: string }>`
        select min(code) as code from territory where kind = 'COMMUNE' group by department_id order by 1 limit 30`,
    );
    const report = await whole.load(
      subsidies,
      [amountHeader, ...communes.map(({ code }) => `${code};2021;1;réel;enfance`)],
      { dryRun: true },
    );
    expect(report.added).toBe(30);
    expect(report.impact).toEqual([
      expect.objectContaining({ territoryId: 'country:FR', before: null, after: 3_000 }),
    ]);
    await whole.close();
  });

  it('foretells coverage and completion as the API answers them after the load', async () => {
    const year = Number(today().slice(0, 4));
    const figures = async () => {
      const { data } = await hub.ask(`{ department(code: "49") {
        ctgCoverage { communes { numerator } population { numerator } }
        completion { actions { known completed rate { value } } objectives { reached } }
        conventions: completeness(dataset: CONVENTIONS, fiscalYear: ${year}) { received }
        plans: completeness(dataset: PLAN_NODES, fiscalYear: ${year}) { received }
        progress: completeness(dataset: PROGRESS, fiscalYear: 2024) { received } } }`);
      const { ctgCoverage, completion, conventions: received, plans, progress: states } = data.department;
      return new Map<string, number | null>([
        ['Communes couvertes par une CTG', ctgCoverage.communes.numerator],
        ['Population couverte par une CTG', ctgCoverage.population.numerator],
        [`Complétude, Conventions ${year} : communes reçues parmi les attendues`, received.received],
        ['Complétude, Plans d’action : conventions reçues parmi les attendues', plans.received],
        ['Complétude, États d’avancement 2024 : conventions reçues parmi les attendues', states.received],
        ['Actions connues', completion.actions.known],
        ['Actions réalisées', completion.actions.completed],
        ['Objectifs atteints', completion.objectives.reached],
        [
          'Taux de réalisation des actions',
          completion.actions.rate.value === null
            ? null
            : Math.round(completion.actions.rate.value * 1_000) / 10,
        ],
      ]);
    };
    const files = [
      [
        conventions,
        [conventionHeader, 'R-1;Pays;groupe de communes;49;49018|49228;2020;2090'],
        [
          'Communes couvertes par une CTG',
          'Population couverte par une CTG',
          `Complétude, Conventions ${year} : communes reçues parmi les attendues`,
        ],
      ],
      [
        planNodes,
        [
          'objective_id;convention_ref;level;title;parent_title',
          'o;R-1;objectif;O;',
          'a;R-1;action;A;o',
          'b;R-1;action;B;',
          'c;R-1;action;C;',
        ],
        ['Actions connues', 'Complétude, Plans d’action : conventions reçues parmi les attendues'],
      ],
      [
        progress,
        [
          'convention_ref;objective_id;status;status_date',
          'R-1;a;réalisé;2024-01-01',
          'R-1;b;en cours;2024-01-01',
          'R-1;c;en cours;2024-01-01',
        ],
        [
          'Actions réalisées',
          'Objectifs atteints',
          'Taux de réalisation des actions',
          'Complétude, États d’avancement 2024 : conventions reçues parmi les attendues',
        ],
      ],
    ] as const;
    for (const [dataset, lines, moved] of files) {
      const before = await figures();
      const { impact } = await hub.load(dataset, lines, { dryRun: true });
      expect(await figures()).toEqual(before);
      await hub.load(dataset, lines);
      const after = await figures();
      expect(impact.map(({ label }) => label)).toEqual(moved);
      for (const figure of impact) {
        expect([figure.label, figure.before, figure.after]).toEqual([
          figure.label,
          before.get(figure.label),
          after.get(figure.label),
        ]);
      }
    }
    expect((await figures()).get('Taux de réalisation des actions')).toBe(33.3);
  });
});
