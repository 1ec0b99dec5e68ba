import { defineEntity, p } from '@mikro-orm/core';
import { localDate } from '../../db/columns.js';

const ConventionPlaceSchema = defineEntity({
  name: 'ConventionPlace',
  indexes: [
    { properties: ['reference'] },
    // What is over comes last, and is passed by.
    { name: 'convention_place_ends_index', properties: ['territoryId', 'withinId', 'toOn'] },
    {
      name: 'convention_place_shared_index',
      properties: ['territoryId', 'toOn'],
      where: 'departments <> 1',
    },
  ],
  properties: {
    territoryId: p.string().length(20).primary(),
    withinId: p.string().length(20).primary(),
    reference: p.string().length(60).primary(),
    fromOn: localDate().primary(),
    toOn: localDate(),
    // How many départements the convention ever touches, 0 if it may touch none: what is added from départements must count it once.
    departments: p.integer(),
  },
});

/**
 * When a convention touches a place: always if its source names it, else while one of its communes is in the perimeter. Kept by
 * the loads like `ConventionState`.
 */
export class ConventionPlace extends ConventionPlaceSchema.class {}
ConventionPlaceSchema.setClass(ConventionPlace);
