import { defineEntity, p } from '@mikro-orm/core';

const HubStateSchema = defineEntity({
  name: 'HubState',
  properties: {
    // A single row: what this base holds is decided once, when it is filled.
    id: p.integer().primary().autoincrement(false),
    content: p.string().length(20),
  },
});

/** What the base holds. Written in the transaction of the first load, so a base is either filled or empty. */
export class HubState extends HubStateSchema.class {}
HubStateSchema.setClass(HubState);
