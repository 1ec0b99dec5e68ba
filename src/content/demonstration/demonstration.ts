import { amendments } from '../../ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../ingestion/datasets/indicators.dataset.js';
import { planNodes } from '../../ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../ingestion/datasets/subsidies.dataset.js';
import type { FranceData } from '../../ingestion/territories/france.js';
import type { ShippedFile } from '../shipped-file.js';
import { amendmentsCsv } from './amendments.js';
import { stories } from './cast/cast.js';
import { conventionsCsv } from './conventions.js';
import { indicatorsCsv } from './indicators/indicators.js';
import { placesOf } from './places.js';
import { planNodesCsv } from './plan-nodes.js';
import { plansOf } from './plans.js';
import { progressCsv } from './progress.js';
import { subsidiesCsv } from './subsidies.js';

/**
 * An invented département, complete enough to ask it every question: real territories of Maine-et-Loire, invented
 * conventions, plans, follow-ups, amounts and indicators. The same bytes on every machine, in the order in which files refer
 * to each other.
 */
export function demonstrationFiles(france: FranceData): ShippedFile[] {
  const places = placesOf(france);
  const plans = plansOf(stories);
  return [
    {
      dataset: conventions,
      fileName: 'demonstration_conventions.csv',
      content: conventionsCsv(stories, plans, places),
    },
    { dataset: amendments, fileName: 'demonstration_avenants.csv', content: amendmentsCsv(places) },
    { dataset: planNodes, fileName: 'demonstration_plans.csv', content: planNodesCsv(plans.values()) },
    { dataset: progress, fileName: 'demonstration_avancement.csv', content: progressCsv(plans.values()) },
    {
      dataset: subsidies,
      fileName: 'demonstration_subventions.csv',
      content: subsidiesCsv(stories, places),
    },
    { dataset: indicators, fileName: 'demonstration_indicateurs.csv', content: indicatorsCsv(places) },
  ];
}
