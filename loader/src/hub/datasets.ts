import {
  batchDatasets,
  DatasetName,
  datasetLabels,
  datasetNameOf,
} from '../../../src/provenance/dataset-name.ts';

/** Data sets in the order of the lists, each by the name that addresses use. */
export const datasets = Object.values(DatasetName).map((name) => ({
  name: batchDatasets[name],
  label: datasetLabels[name],
  hasFiscalYears: name === DatasetName.SUBSIDIES,
}));

export const labelOf = (name: DatasetName | null): string | null =>
  name === null ? null : datasetLabels[name];

/** What the data set of a batch is called; the territories come with the hub. */
export function batchLabelOf(batchDataset: string): string {
  const name = datasetNameOf(batchDataset);
  return name === null ? 'Territoires de France' : datasetLabels[name];
}
