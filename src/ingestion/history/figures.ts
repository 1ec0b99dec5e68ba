import type { SqlEntityManager } from '@mikro-orm/sql';
import { today } from '../../calendar.js';
import { expectations } from '../../completeness/completeness.rules.js';
import { completenessOf } from '../../completeness/completeness.sql.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { coverageOf } from '../../coverage/coverage.sql.js';
import { completionOf } from '../../plan/completion.sql.js';
import { ratedActions } from '../../plan/plan.rules.js';
import { datasetLabels } from '../../provenance/dataset-name.js';
import { SubsidyNature } from '../../subsidy/subsidy.rules.js';
import { wholeYear } from '../../subsidy/subsidy.sql.js';
import { sumOf } from '../../subsidy/subsidy-totals.rules.js';
import { subsidyGroups } from '../../subsidy/subsidy-totals.sql.js';
import type { ImpactUnit } from './impact.js';
import type { Brought } from './touched.sql.js';

/** Which figures to compare: of which territories, and which of their measures. */
export interface FigureQuestion {
  readonly territoryIds: readonly string[];
  readonly brought: readonly Brought[];
  readonly withConventions: boolean;
}

/** One figure of one territory as it stands; null where it is not known. */
export interface Figure {
  readonly territoryId: string;
  readonly label: string;
  readonly unit: ImpactUnit;
  readonly value: number | null;
}

type Measure = (em: SqlEntityManager, question: FigureQuestion) => Promise<Figure[]>;

const natureWords: Readonly<Record<SubsidyNature, string>> = {
  [SubsidyNature.FORECAST]: 'prévisionnelles',
  [SubsidyNature.REVISED]: 'actualisées',
  [SubsidyNature.REAL]: 'réelles',
  [SubsidyNature.DECIDED]: 'décidées',
  [SubsidyNature.UNKNOWN]: 'de nature inconnue',
};

const subsidyFigures: Measure = async (em, { territoryIds, brought }) => {
  const figures: Figure[] = [];
  for (const { fiscalYear, nature } of brought) {
    if (nature === '') continue;
    const groups = await subsidyGroups(em, territoryIds, wholeYear({ fiscalYear, nature }));
    const label = `Subventions ${natureWords[nature]} ${fiscalYear}`;
    for (const territoryId of territoryIds) {
      const parts = groups.get(territoryId);
      figures.push({ territoryId, label, unit: 'EURO', value: parts ? sumOf(parts).amount : null });
    }
  }
  return figures;
};

const coverageFigures: Measure = async (em, { territoryIds, withConventions }) => {
  if (!withConventions) return [];
  const question = { on: today(), rule: CoverageRule.PERIOD };
  const found = await coverageOf(em, 'territory', territoryIds, question);
  return [...found.values()].flatMap(({ id, covered, coveredPopulation }): Figure[] => [
    { territoryId: id, label: 'Communes couvertes par une CTG', unit: 'COMMUNE', value: covered },
    {
      territoryId: id,
      label: 'Population couverte par une CTG',
      unit: 'INHABITANT',
      value: coveredPopulation,
    },
  ]);
};

const completionFigures: Measure = async (em, { territoryIds, withConventions }) => {
  if (!withConventions) return [];
  const found = await completionOf(em, territoryIds, { scope: 'territory', on: today(), themes: null });
  return [...found.values()].flatMap((row): Figure[] => {
    const rated = ratedActions(row);
    return [
      { territoryId: row.id, label: 'Actions connues', unit: 'ACTION', value: row.actions },
      { territoryId: row.id, label: 'Actions réalisées', unit: 'ACTION', value: row.completed },
      { territoryId: row.id, label: 'Objectifs atteints', unit: 'OBJECTIVE', value: row.reached },
      {
        territoryId: row.id,
        label: 'Taux de réalisation des actions',
        unit: 'PERCENT',
        value: rated === 0 ? null : Math.round((row.completed / rated) * 1_000) / 10,
      },
    ];
  });
};

const completenessFigures: Measure = async (em, { territoryIds, brought }) => {
  const figures: Figure[] = [];
  for (const { dataset, fiscalYear, nature } of brought) {
    const question = { scope: 'territory', dataset, fiscalYear, nature, today: today() } as const;
    const { unit, isYearly } = expectations[dataset];
    const of = [datasetLabels[dataset], isYearly ? ` ${fiscalYear}` : '', natureNote(nature)].join('');
    const label = `Complétude, ${of} : ${unit === 'COMMUNE' ? 'communes' : 'conventions'} reçues parmi les attendues`;
    for (const { id, received } of (await completenessOf(em, territoryIds, question)).values())
      figures.push({ territoryId: id, label, unit, value: received });
  }
  return figures;
};

const natureNote = (nature: SubsidyNature | ''): string => (nature === '' ? '' : ` ${natureWords[nature]}`);

/** What a rehearsal compares, each by the function that the API answers with. A new measure is one more here. */
const measures: readonly Measure[] = [
  subsidyFigures,
  coverageFigures,
  completionFigures,
  completenessFigures,
];

/** The figures as they stand in the transaction. */
export async function figuresOf(em: SqlEntityManager, question: FigureQuestion): Promise<Figure[]> {
  const figures: (readonly Figure[])[] = [];
  for (const measure of measures) figures.push(await measure(em, question));
  return figures.flat();
}
