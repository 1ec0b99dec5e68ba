import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { type ConventionScale, DatePrecision, PerimeterBasis } from '../../convention/convention.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { ConventionValues } from '../datasets/convention-columns.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { conventionsIn, storedColumns } from './scope.sql.js';

interface ConventionRecord extends StoredRecord {
  readonly title: string;
  readonly lineage: string;
  readonly generation: number | null;
  readonly scale: ConventionScale;
  readonly department: string;
  readonly startsOn: LocalDate | null;
  readonly startsPrecision: DatePrecision | null;
  readonly endsOn: LocalDate | null;
  readonly endsPrecision: DatePrecision | null;
  readonly durationYears: number | null;
  readonly signedOn: LocalDate | null;
  readonly signatureBasis: string | null;
  readonly basis: PerimeterBasis;
  readonly declaredCommunes: number | null;
  readonly declaredPriorities: number | null;
  readonly declaredObjectives: number | null;
  readonly declaredActions: number | null;
  readonly notes: string | null;
  readonly sirens: readonly string[];
  readonly signatories: readonly string[];
  readonly themes: readonly string[];
  /** The perimeter as signed, by the codes that the source used; amendments are rows of their own. */
  readonly members: readonly string[];
  readonly memberNames: readonly string[];
}

export const conventionExporter: Exporter<ConventionValues, ConventionRecord> = {
  keys: [{ column: 'key', type: 'text' }],
  select: ({ territoryId }) => sql`
    select c.reference as "key", ${storedColumns('c')}, c.title, c.lineage, c.generation, c.scale,
           d.code as "department", c.starts_on::text as "startsOn", c.starts_precision as "startsPrecision",
           c.ends_on::text as "endsOn", c.ends_precision as "endsPrecision", c.duration_years as "durationYears",
           c.signed_on::text as "signedOn", c.signature_basis as "signatureBasis", c.perimeter_basis as "basis",
           c.declared_communes as "declaredCommunes", c.declared_priorities as "declaredPriorities",
           c.declared_objectives as "declaredObjectives", c.declared_actions as "declaredActions", c.notes,
           array(select t.code::text from convention_territory a join territory t on t.id = a.territory_id
                 where a.convention_reference = c.reference and a.is_anchor and t.kind = ${TerritoryKind.EPCI}
                 order by t.code) as "sirens",
           array(select s.name from signatory s where s.convention_reference = c.reference
                 order by s.position) as "signatories",
           array(select h.words from convention_theme h where h.convention_reference = c.reference
                 order by h.position) as "themes",
           array(select coalesce(m.stated_as, t.code) from perimeter_member m join territory t on t.id = m.territory_id
                 where m.convention_reference = c.reference and m.joined_on is null order by t.code) as "members",
           array(select t.name from perimeter_member m join territory t on t.id = m.territory_id
                 where m.convention_reference = c.reference and m.joined_on is null order by t.code) as "memberNames"
    from convention c left join territory d on d.id = c.home_department_id
    where c.reference in (${conventionsIn(territoryId)})`,
  valuesOf: ({ key, basis, startsOn, startsPrecision, endsOn, endsPrecision, ...record }) => ({
    ...record,
    reference: key,
    startDate: startsPrecision === DatePrecision.YEAR ? null : startsOn,
    startYear: yearOf(startsOn, startsPrecision),
    endDate: endsPrecision === DatePrecision.YEAR ? null : endsOn,
    endYear: yearOf(endsOn, endsPrecision),
    insee: [],
    // Communes that follow from whole EPCI are not a list of the source: written, they would become one.
    members: basis === PerimeterBasis.LISTED ? record.members : [],
    memberNames: basis === PerimeterBasis.LISTED ? record.memberNames : [],
  }),
};

const yearOf = (date: LocalDate | null, precision: DatePrecision | null): number | null =>
  date !== null && precision === DatePrecision.YEAR ? Number(date.slice(0, 4)) : null;
