import { defineEntity, p } from '@mikro-orm/core';

const TerritoryPartSchema = defineEntity({
  name: 'TerritoryPart',
  indexes: [{ properties: ['partId'] }],
  properties: {
    // No foreign keys: the table is rewritten from `territory` in one statement, and checking 180 000 rows
    // twice would double the time of the first start.
    wholeId: p.string().length(20).primary(),
    partId: p.string().length(20).primary(),
    partKind: p.string().length(12),
  },
});

/**
 * Which territories make up each territory, itself included: the one join that every measure needs.
 * An EPCI that crosses a département's border is a part of the département where most of its people live.
 */
export class TerritoryPart extends TerritoryPartSchema.class {}
TerritoryPartSchema.setClass(TerritoryPart);
