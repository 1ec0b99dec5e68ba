import { registerEnumType } from 'type-graphql';
import { PopulationBand, populationBands } from './population-band.rules.js';

registerEnumType(PopulationBand, {
  name: 'PopulationBand',
  description: 'Les strates de population des communes.',
  valuesConfig: Object.fromEntries(
    Object.entries(populationBands).map(([band, { label }]) => [band, { description: `${label}.` }]),
  ),
});
