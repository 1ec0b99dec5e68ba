/** The kinds of files that the hub takes. */
export enum DatasetName {
  CONVENTIONS = 'CONVENTIONS',
  AMENDMENTS = 'AMENDMENTS',
  PLAN_NODES = 'PLAN_NODES',
  PROGRESS = 'PROGRESS',
  SUBSIDIES = 'SUBSIDIES',
  INDICATORS = 'INDICATORS',
}

/** What a French sentence calls each kind of file. */
export const datasetLabels: Readonly<Record<DatasetName, string>> = {
  [DatasetName.CONVENTIONS]: 'Conventions',
  [DatasetName.AMENDMENTS]: 'Avenants',
  [DatasetName.PLAN_NODES]: 'Plans d’action',
  [DatasetName.PROGRESS]: 'États d’avancement',
  [DatasetName.SUBSIDIES]: 'Subventions',
  [DatasetName.INDICATORS]: 'Indicateurs des territoires',
};

/** One French word for each kind of file, as it is typed at a command line. */
export const datasetWords: Readonly<Record<DatasetName, string>> = {
  [DatasetName.CONVENTIONS]: 'conventions',
  [DatasetName.AMENDMENTS]: 'avenants',
  [DatasetName.PLAN_NODES]: 'plans',
  [DatasetName.PROGRESS]: 'avancement',
  [DatasetName.SUBSIDIES]: 'subventions',
  [DatasetName.INDICATORS]: 'indicateurs',
};

/** How a batch writes each kind of file: the name of its data set. */
export const batchDatasets: Readonly<Record<DatasetName, string>> = {
  [DatasetName.CONVENTIONS]: 'conventions',
  [DatasetName.AMENDMENTS]: 'amendments',
  [DatasetName.PLAN_NODES]: 'plan-nodes',
  [DatasetName.PROGRESS]: 'progress',
  [DatasetName.SUBSIDIES]: 'subsidies',
  [DatasetName.INDICATORS]: 'indicators',
};

/** The kind of file of a batch; null for what no file brings (the territories of the hub itself). */
export const datasetNameOf = (batchDataset: string): DatasetName | null =>
  Object.values(DatasetName).find((name) => batchDatasets[name] === batchDataset) ?? null;
