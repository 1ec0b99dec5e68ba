import { registerEnumType } from 'type-graphql';
import { DatasetName, datasetLabels } from './dataset-name.js';

registerEnumType(DatasetName, {
  name: 'DatasetName',
  description: 'Les jeux de données : ce que les fichiers apportent au hub.',
  valuesConfig: Object.fromEntries(
    Object.entries(datasetLabels).map(([name, label]) => [name, { description: `${label}.` }]),
  ),
});
