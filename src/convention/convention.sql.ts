import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { groupBy, rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import { sourceColumns } from '../provenance/provenance.sql.js';
import type { ConventionState } from './convention.rules.js';
import type {
  AmendmentRow,
  ConventionRow,
  ConventionThemeType,
  PerimeterMemberRow,
  SignatoryRow,
} from './convention.type.js';
import { isMemberOn, type StateQuestion } from './convention-state.sql.js';
import { conventionsIn, standingOnce, statesOn } from './kept/states.sql.js';

/** Columns of a `ConventionRow`, of convention `c`. */
export const conventionColumns = sql`
  c.reference, c.title, c.lineage, c.generation, c.scale, c.home_department_id as "homeDepartmentId",
  c.starts_on::text as "startsOn", c.starts_precision as "startsPrecision",
  c.ends_on::text as "endsOn", c.ends_precision as "endsPrecision", c.duration_years as "durationYears",
  c.signed_on::text as "signedOn", c.signature_basis as "signatureBasis",
  c.perimeter_basis as "perimeterBasis", c.perimeter_complete as "perimeterComplete",
  c.declared_communes as "declaredCommunes", c.declared_priorities as "declaredPriorities",
  c.declared_objectives as "declaredObjectives", c.declared_actions as "declaredActions", c.notes,
  ${sourceColumns('c')}`;

/** Those of `briefConventionFields`. */
const briefColumns = sql`c.reference, c.title`;

/** Conventions by reference. */
export async function conventionsByReference(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'conventionsByReference',
    sql<ConventionRow>`select ${conventionColumns} from convention c where c.reference = any(${references})`,
  );
  return new Map(found.map((convention) => [convention.reference, convention]));
}

/** The first references in which a text is, whatever its case: what somebody may have meant who gave none that exists. */
export async function referencesWith(em: SqlEntityManager, text: string): Promise<string[]> {
  const found = await rows(
    em,
    'referencesWith',
    sql<{ reference: string }>`
      select c.reference from convention c where position(lower(${text}::text) in lower(c.reference)) > 0
      order by length(c.reference), c.reference collate "C" limit 3`,
  );
  return found.map(({ reference }) => reference);
}

export const conventionOrder: ListOrder = {
  list: 'conventions',
  keys: [{ column: 'reference', type: 'text' }],
};

/** Restricts a list of conventions to states on a date; all of them when `states` is null. */
export interface ConventionFilter extends StateQuestion {
  readonly states: readonly ConventionState[] | null;
}

/** Conventions that touch each of several territories, by reference; brief when no more is asked of them. */
export function conventionsOf(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  {
    filter: { states, ...question },
    page,
    isBrief,
  }: { readonly filter: ConventionFilter; readonly page: Page; readonly isBrief: boolean },
) {
  return slicesByParent(
    em,
    'conventionsOf',
    sql<ConventionRow & Listed>`
      with touched as materialized (${conventionsIn(territoryIds, { states, ...question })}),
           stood as materialized (${standingOnce(question)})
      select touched.whole_id as "parent", ${isBrief ? briefColumns : conventionColumns}
      from touched
      join stood on stood.reference = touched.reference
      join convention c on c.reference = stood.reference
      where ${states}::text[] is null or stood.state = any(${states}::text[])`,
    conventionOrder,
    page,
  );
}

/** All the conventions of the hub, by reference. */
export async function allConventions(
  em: SqlEntityManager,
  { states, ...question }: ConventionFilter,
  page: Page,
) {
  const slices = await slicesByParent(
    em,
    'allConventions',
    sql<ConventionRow & Listed>`
      select ${wholeHub}::text as "parent", ${conventionColumns}
      from convention c join (${statesOn(question)}) stated on stated.reference = c.reference
      where ${states}::text[] is null or stated.state = any(${states}::text[])`,
    conventionOrder,
    page,
  );
  return slices.get(wholeHub);
}

/** Generations of lineages, oldest first. */
export async function conventionsByLineage(em: SqlEntityManager, lineages: readonly string[]) {
  const found = await rows(
    em,
    'conventionsByLineage',
    sql<ConventionRow>`
      select ${conventionColumns} from convention c
      where c.lineage = any(${lineages})
      order by c.lineage, c.generation nulls last, c.starts_on nulls last, c.reference`,
  );
  return groupBy(found, ({ lineage }) => lineage);
}

/** Where conventions stand on a date, and their end on that date. */
export async function statesOf(em: SqlEntityManager, references: readonly string[], question: StateQuestion) {
  const found = await rows(
    em,
    'conventionStates',
    sql<{ reference: string; state: ConventionState; endsOn: LocalDate | null }>`
      select reference, state, ends_on::text as "endsOn"
      from (${statesOn(question)}) stated
      where reference = any(${references})`,
  );
  return new Map(found.map((each) => [each.reference, each]));
}

export const perimeterOrder: ListOrder = {
  list: 'perimeter',
  keys: [
    { column: 'searchName', type: 'text' },
    { column: 'territoryId', type: 'text' },
    { column: 'stay', type: 'int' },
  ],
};

/** Communes of perimeters, by name, one page each; all that ever were in them when no date is given. */
export function perimetersOf(
  em: SqlEntityManager,
  references: readonly string[],
  on: LocalDate | null,
  page: Page,
) {
  return slicesByParent(
    em,
    'perimetersOf',
    sql<PerimeterMemberRow & Listed>`
      select m.convention_reference as "parent", m.territory_id as "territoryId", t.search_name as "searchName",
             m.stay, m.joined_on::text as "joinedOn", m.left_on::text as "leftOn", m.is_signatory as "isSignatory",
             m.stated_as as "statedAs"
      from perimeter_member m join territory t on t.id = m.territory_id
      where m.convention_reference = any(${references}) and ${on === null ? sql`true` : isMemberOn(on)}`,
    perimeterOrder,
    page,
  );
}

/** Parties to conventions, in the order of the text. */
export async function signatoriesOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'signatoriesOf',
    sql<SignatoryRow & { reference: string }>`
      select convention_reference as "reference", name, kind, role, count, territory_id as "territoryId"
      from signatory where convention_reference = any(${references})
      order by convention_reference, position`,
  );
  return groupBy(found, ({ reference }) => reference);
}

/** Amendments to conventions, oldest number first. */
export async function amendmentsOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'amendmentsOf',
    sql<AmendmentRow & { reference: string }>`
      select convention_reference as "reference", number, kind, effective_on::text as "effectiveOn",
             effective_precision as "effectivePrecision", ends_on::text as "endsOn", summary, notes,
             ${sourceColumns('amendment')}
      from amendment where convention_reference = any(${references})
      order by convention_reference, number`,
  );
  return groupBy(found, ({ reference }) => reference);
}

/** Themes that conventions retain, in the order of the text. */
export async function themesOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'themesOf',
    sql<ConventionThemeType & { reference: string }>`
      select convention_reference as "reference", theme, words
      from convention_theme where convention_reference = any(${references})
      order by convention_reference, position`,
  );
  return groupBy(found, ({ reference }) => reference);
}
