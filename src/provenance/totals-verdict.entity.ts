import { defineEntity, p } from '@mikro-orm/core';

const TotalsVerdictSchema = defineEntity({
  name: 'TotalsVerdict',
  properties: {
    // A single row: the last comparison is the one that counts.
    id: p.integer().primary().autoincrement(false),
    checkedAt: p.datetime(),
    // Who asked for it: somebody (REQUEST), or the hub by itself (HUB).
    checkedBy: p.string().length(20),
    revision: p.integer(),
    // How many rows differ, by table; tables that are right are left out.
    wrong: p.json().$type<Readonly<Record<string, number>>>(),
  },
});

/** Whether the figures that loads keep were those of what was loaded, when they were last compared. */
export class TotalsVerdict extends TotalsVerdictSchema.class {}
TotalsVerdictSchema.setClass(TotalsVerdict);
