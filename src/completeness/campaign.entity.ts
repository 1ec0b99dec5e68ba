import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../db/columns.js';

const CampaignSchema = defineEntity({
  name: 'Campaign',
  properties: {
    dataset: word().primary(),
    fiscalYear: p.integer().primary().autoincrement(false),
    // Forecast and real amounts of a year are due a year apart; empty for data sets without natures.
    nature: word().primary(),
    dueOn: localDate(),
    author: p.text(),
    setAt: p.datetime(),
  },
});

/** By when a data set of a fiscal year is due. */
export class Campaign extends CampaignSchema.class {}
CampaignSchema.setClass(Campaign);
