import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import {
  foldPerimeter,
  type PerimeterEvent,
  type PerimeterInterval,
} from '../../convention/convention.rules.js';
import { ConventionTerritory } from '../../convention/convention-territory.entity.js';
import { PerimeterMember } from '../../convention/perimeter-member.entity.js';
import { groupBy, rows } from '../../db/sql.js';
import { type ColumnValues, replaceChildren } from '../../db/upsert.js';
import { country } from '../../territory/territory.rules.js';
import { type LandingContext, stampAll } from '../dataset.js';
import type { TerritoryIndex } from '../territories/territory-index.js';

/** The perimeter as signed, before any amendment. */
export interface SignedPerimeter {
  readonly reference: string;
  readonly members: readonly SignedMember[];
  /** Territories that the source names, whether or not their communes are known to be covered. */
  readonly anchors: readonly string[];
}

export interface SignedMember extends PerimeterInterval {
  readonly isSignatory: boolean | null;
  readonly statedAs: string | null;
}

/**
 * Writes the dated perimeters: the signed ones folded with the amendments that the hub knows, and the territories that
 * the sources name. Returns the conventions of which something changed.
 */
export async function landPerimeters(
  { em, territories, batch }: LandingContext,
  signed: readonly SignedPerimeter[],
): Promise<Set<string>> {
  const references = signed.map(({ reference }) => reference);
  const events = await perimeterEvents(em, references);
  const perimeters = signed.map((each) => ({
    ...each,
    intervals: foldPerimeter(each.members, events.get(each.reference) ?? []),
  }));
  const members = await replaceChildren(
    em,
    PerimeterMember,
    ['convention_reference', 'territory_id', 'stay'],
    references,
    stampAll(
      batch,
      perimeters.flatMap(({ reference, intervals }) => memberRecords(reference, intervals)),
    ),
  );
  const touched = await replaceChildren(
    em,
    ConventionTerritory,
    ['convention_reference', 'territory_id'],
    references,
    stampAll(
      batch,
      perimeters.flatMap(({ reference, anchors }) => namedTerritories(reference, anchors, territories)),
    ),
  );
  return new Set([...members, ...touched]);
}

/** Perimeters as signed, read back from the base: the members that no amendment brought. */
export async function signedPerimeters(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<SignedPerimeter[]> {
  const members = await rows(
    em,
    'signedMembers',
    sql<SignedMember & { reference: string }>`
      select convention_reference as "reference", territory_id as "territoryId", joined_on::text as "joinedOn",
             null as "leftOn", is_signatory as "isSignatory", stated_as as "statedAs"
      from perimeter_member where convention_reference = any(${references}) and joined_on is null`,
  );
  const anchors = await rows(
    em,
    'anchorsOf',
    sql<{ reference: string; territoryId: string }>`
      select convention_reference as "reference", territory_id as "territoryId"
      from convention_territory where convention_reference = any(${references}) and is_anchor`,
  );
  const membersOf = groupBy(members, ({ reference }) => reference);
  const anchorsOf = groupBy(anchors, ({ reference }) => reference);
  return references.map((reference) => ({
    reference,
    members: membersOf.get(reference) ?? [],
    anchors: (anchorsOf.get(reference) ?? []).map(({ territoryId }) => territoryId),
  }));
}

async function perimeterEvents(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'perimeterEvents',
    sql<PerimeterEvent & { reference: string; effectiveOn: LocalDate | null }>`
      select convention_reference as "reference", effective_on::text as "effectiveOn",
             communes_added as "added", communes_removed as "removed"
      from amendment where convention_reference = any(${references})
      order by convention_reference, number`,
  );
  return groupBy(found, ({ reference }) => reference);
}

function memberRecords(
  reference: string,
  intervals: readonly (PerimeterInterval | SignedMember)[],
): ColumnValues[] {
  const stays = new Map<string, number>();
  return intervals.map((member) => {
    const stay = (stays.get(member.territoryId) ?? 0) + 1;
    stays.set(member.territoryId, stay);
    return {
      convention_reference: reference,
      territory_id: member.territoryId,
      stay,
      joined_on: member.joinedOn,
      left_on: member.leftOn,
      is_signatory: 'isSignatory' in member ? member.isSignatory : null,
      stated_as: 'statedAs' in member ? member.statedAs : null,
    };
  });
}

/** The territories that a source names, and all that contain them. */
function namedTerritories(
  reference: string,
  anchors: readonly string[],
  territories: TerritoryIndex,
): ColumnValues[] {
  const named = new Set<string>([country.id, ...anchors.flatMap((id) => territories.containersOf(id))]);
  return [...named].map((id) => ({
    convention_reference: reference,
    territory_id: id,
    is_anchor: anchors.includes(id),
  }));
}
