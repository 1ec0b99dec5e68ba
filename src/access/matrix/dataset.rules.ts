import { DatasetName } from '../../provenance/dataset-name.js';
import type { RuledType } from './matrix.rules.js';

const { CONVENTIONS, AMENDMENTS, PLAN_NODES, PROGRESS, SUBSIDIES, INDICATORS } = DatasetName;
const followed = [CONVENTIONS, PLAN_NODES, PROGRESS];

/**
 * The kinds of files that fields are made of, by type: names between blanks, and a field of an interface under the interface. What is below
 * a field is made of the same, and of what is said of itself. Without those files a field would say nothing, none or zero, and none is true.
 */
const made: Readonly<
  Record<string, readonly (readonly [datasets: readonly DatasetName[], fields: string])[]>
> = {
  Query: [
    [[CONVENTIONS], 'convention conventions conventionTable coverageOutlook coverageTable'],
    [followed, 'completionTable'],
    [[SUBSIDIES], 'subsidiesByTerritory'],
  ],
  Territory: [
    [[CONVENTIONS], 'conventions coverageAlerts ctgCoverage'],
    [[CONVENTIONS, PLAN_NODES], 'actionQuality retainedThemes'],
    [followed, 'completion completionPeers overdueActions'],
    [[SUBSIDIES], 'subsidies'],
    [[INDICATORS], 'childcare indicator indicators'],
  ],
  TerritoryGroup: [[[CONVENTIONS], 'ctgCoveragePeers']],
  Convention: [
    [[AMENDMENTS], 'amendments'],
    [[PLAN_NODES], 'actionQuality known'],
    [[PLAN_NODES, PROGRESS], 'completion completionPeers overdueActions reviews'],
    [[INDICATORS], 'perimeterIndicators'],
  ],
  Childcare: [[[CONVENTIONS], 'change']],
  // Ends of conventions are those of their amendments.
  CoverageOutlook: [[[AMENDMENTS], 'renewals withoutRenewalOf']],
};

const byField = new Map(
  Object.entries(made).flatMap(([type, groups]) =>
    groups.flatMap(([datasets, fields]) =>
      fields.split(' ').map((field) => [`${type}.${field}`, datasets] as const),
    ),
  ),
);

/** The kinds of files that a field is made of, beside those of the field that leads to it. */
export function datasetsOf(type: RuledType, field: string): readonly DatasetName[] {
  const from = type.getInterfaces().find((each) => field in each.getFields());
  return (from ? datasetsOf(from, field) : byField.get(`${type.name}.${field}`)) ?? [];
}

/** What is expected of some files, and received, is made of: whose they are follows from conventions as amended, but for what every commune has. */
export function expectedFrom(dataset: DatasetName): readonly DatasetName[] {
  if (dataset === INDICATORS) return [dataset];
  const plans = dataset === PROGRESS ? [PLAN_NODES] : [];
  return [...new Set([CONVENTIONS, AMENDMENTS, ...plans, dataset])];
}

/** Every field that is said to be made of files: one that no longer exists must go. */
export const madeFields: readonly string[] = [...byField.keys()];
