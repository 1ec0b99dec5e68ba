import { defineEntity, p } from '@mikro-orm/core';
import { localDate } from '../../db/columns.js';

const ConventionPlaceSchema = defineEntity({
  name: 'ConventionPlace',
  indexes: [
    { properties: ['reference'] },
    // What is over comes first, and is passed by.
    { name: 'convention_place_lapses_index', properties: ['territoryId', 'withinId', 'lapsesOn'] },
    {
      name: 'convention_place_shared_index',
      properties: ['territoryId', 'lapsesOn'],
      where: 'departments <> 1',
    },
    // Hardly any: a ranking of all territories looks for them in each.
    { name: 'convention_place_nowhere_index', properties: ['territoryId'], where: 'departments = 0' },
  ],
  properties: {
    territoryId: p.string().length(20).primary(),
    withinId: p.string().length(20).primary(),
    reference: p.string().length(60).primary(),
    fromOn: localDate().primary(),
    toOn: localDate(),
    // How many départements the convention ever touches, 0 if it may touch none: what is added from départements must count it once.
    departments: p.integer(),
    // When it no longer touches the place, or is over for good: a place has had many conventions, of which few are asked about.
    lapsesOn: localDate(),
  },
});

/**
 * When a convention touches a place: always if its source names it, else while one of its communes is in the perimeter. Kept by
 * the loads like `ConventionState`.
 */
export class ConventionPlace extends ConventionPlaceSchema.class {}
ConventionPlaceSchema.setClass(ConventionPlace);
