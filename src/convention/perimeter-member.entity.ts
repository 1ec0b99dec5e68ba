import { defineEntity, p } from '@mikro-orm/core';
import { localDate } from '../db/columns.js';
import { batchColumn } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';
import { Convention } from './convention.entity.js';

const PerimeterMemberSchema = defineEntity({
  name: 'PerimeterMember',
  indexes: [{ properties: ['territory'] }],
  properties: {
    convention: () =>
      p
        .manyToOne(Convention)
        .primary()
        .updateRule('restrict')
        .deleteRule('cascade')
        .joinColumn('convention_reference'),
    territory: () =>
      p
        .manyToOne(Territory)
        .primary()
        .updateRule('restrict')
        .deleteRule('restrict')
        .joinColumn('territory_id'),
    // Most communes are in once; one that left and came back has an interval for each stay.
    stay: p.integer().primary().autoincrement(false),
    joinedOn: localDate().nullable(),
    leftOn: localDate().nullable(),
    isSignatory: p.boolean().nullable(),
    statedAs: p.text().nullable(),
    ...batchColumn,
  },
});

/**
 * A commune that a convention covers, from `joinedOn` (null: from its start) to the day before `leftOn` (null:
 * to its end). `statedAs` keeps the code or name that the source used.
 */
export class PerimeterMember extends PerimeterMemberSchema.class {}
PerimeterMemberSchema.setClass(PerimeterMember);
