import { registerEnumType } from 'type-graphql';
import { agesOfSector, ChildAges, childBands } from './child-ages.rules.js';
import { type Sector, sectorLabels } from './subsidy.rules.js';

const bySector = Object.entries(agesOfSector)
  .map(([sector, band]) => `${sectorLabels[sector as Sector]} : ${childBands[band].label}`)
  .join(' ; ');

registerEnumType(ChildAges, {
  name: 'ChildAges',
  description: 'Les enfants auxquels un montant se rapporte.',
  valuesConfig: {
    BY_SECTOR: {
      description: `Selon le secteur des montants. ${bySector}. Sans objet pour un autre secteur, ou pour plusieurs ensemble.`,
    },
    ...Object.fromEntries(
      Object.entries(childBands).map(([band, { label }]) => [band, { description: `Enfants de ${label}.` }]),
    ),
  },
});
