import { DatasetName } from '../../provenance/dataset-name.js';
import { amendmentExporter } from './amendments.exporter.sql.js';
import { conventionExporter } from './conventions.exporter.sql.js';
import type { AnyExporter } from './exporter.js';
import { indicatorExporter } from './indicators.exporter.sql.js';
import { planNodeExporter } from './plan-nodes.exporter.sql.js';
import { progressExporter } from './progress.exporter.sql.js';
import { subsidyExporter } from './subsidies.exporter.sql.js';

/** How the records of each data set are written again as rows. */
export const exporters: Readonly<Record<DatasetName, AnyExporter>> = {
  [DatasetName.CONVENTIONS]: conventionExporter,
  [DatasetName.AMENDMENTS]: amendmentExporter,
  [DatasetName.PLAN_NODES]: planNodeExporter,
  [DatasetName.PROGRESS]: progressExporter,
  [DatasetName.SUBSIDIES]: subsidyExporter,
  [DatasetName.INDICATORS]: indicatorExporter,
};
