import { defineEntity, p } from '@mikro-orm/core';

/**
 * Territories of which viewers with the same rights see anything. What they see of them is worked out by the views of the schema
 * `reach`, which bear the names of the tables.
 */
const ReachPlaceSchema = defineEntity({
  name: 'ReachPlace',
  tableName: 'reach_place',
  properties: {
    /** Digest of the territories that were granted. */
    rights: p.string().length(64).primary(),
    territoryId: p.string().length(20).primary(),
    /** Everything that lies in it is seen: what is kept of it holds for these viewers too. */
    isWhole: p.boolean(),
    /** What is its own is seen, and not only what lies in it. */
    isOwn: p.boolean(),
  },
});

export class ReachPlace extends ReachPlaceSchema.class {}
ReachPlaceSchema.setClass(ReachPlace);
