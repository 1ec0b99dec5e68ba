import type { LocalDate } from '../../calendar.js';
import { Convention } from '../../convention/convention.entity.js';
import {
  DatePrecision,
  lineageOf,
  SignatoryKind,
  SignatoryRole,
  signatoryCountOf,
  signatoryKindOf,
  themeOf,
} from '../../convention/convention.rules.js';
import { ConventionTheme } from '../../convention/convention-theme.entity.js';
import { Signatory } from '../../convention/signatory.entity.js';
import { type ColumnValues, replaceChildren, upsert } from '../../db/upsert.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import { frenchDate } from '../columns/dates.js';
import {
  defineGrouped,
  type Landing,
  type LandingContext,
  provenanceOf,
  type ReadRow,
  stampAll,
} from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { type ConventionValues, conventionColumns } from './convention-columns.js';
import { rowsOfOwnConventions } from './known-conventions.js';
import { landPerimeters, type SignedPerimeter } from './land-perimeters.js';
import { type Perimeter, readPerimeter } from './perimeter.js';
import { territoryOfSignatory } from './signatory-territory.js';

/** Conventions with their signatories, perimeter and themes: one row per convention and generation. */
export const conventions = defineGrouped<typeof conventionColumns>({
  name: DatasetName.CONVENTIONS,
  title: 'Conventions',
  description: 'Une convention, pour un territoire et une génération.',
  columns: conventionColumns,
  entity: Convention,
  partOf: ({ reference }) => reference,
  keyOf: () => '',
  recordKey: ({ reference }) => reference,
  land,
});

/** A checked row: its territories are found and its dates are in order. */
interface CheckedConvention {
  readonly at: RowPlace;
  readonly values: ConventionValues;
  readonly departmentId: string;
  readonly start: StatedDate;
  readonly end: StatedDate;
  readonly perimeter: Perimeter;
}

async function land(
  rows: readonly ReadRow<typeof conventionColumns>[],
  context: LandingContext,
): Promise<Landing> {
  const { em, batch } = context;
  const own = await rowsOfOwnConventions(rows, context);
  const checked = own.map((row) => check(row, context)).filter((each) => each !== null);
  const references = checked.map(({ values }) => values.reference);

  const { added, changed } = await upsert(
    em,
    Convention,
    ['reference'],
    checked.map((each) => ({ ...conventionRecord(each), ...provenanceOf(each.at, each.values, batch) })),
  );
  const children = [
    await replaceChildren(
      em,
      Signatory,
      ['convention_reference', 'position'],
      references,
      stampAll(
        batch,
        checked.flatMap((each) => signatoryRecords(each, context)),
      ),
    ),
    await replaceChildren(
      em,
      ConventionTheme,
      ['convention_reference', 'position'],
      references,
      stampAll(batch, checked.flatMap(themeRecords)),
    ),
    await landPerimeters(context, checked.map(signedPerimeter)),
  ];
  const touched = new Set(
    [...changed, ...children.flatMap((each) => [...each])].filter((each) => !added.has(each)),
  );
  return { added: added.size, changed: touched.size, unchanged: checked.length - added.size - touched.size };
}

function check(
  { at, values }: ReadRow<typeof conventionColumns>,
  context: LandingContext,
): CheckedConvention | null {
  const { report, territories } = context;
  const department = territories.find(TerritoryKind.DEPARTMENT, values.department);
  if (!department) {
    sayUnknownDepartment(at, values.department, context);
    return null;
  }
  const start = statedDate(values.startDate, values.startYear, '01-01');
  const end = statedDate(values.endDate, values.endYear, '12-31');
  if (start.date !== null && end.date !== null && end.date < start.date) {
    report.say(at, 'endDate', 'END_BEFORE_START', frenchDate(end.date), {
      detail: frenchDate(start.date),
    });
    return null;
  }
  const perimeter = readPerimeter(at, values, department.territory.id, context);
  return perimeter && { at, values, departmentId: department.territory.id, start, end, perimeter };
}

function sayUnknownDepartment(at: RowPlace, code: string, { report, territories }: LandingContext): void {
  const restored = territories.find(TerritoryKind.DEPARTMENT, `0${code}`)?.territory;
  const named = territories.findByName(TerritoryKind.DEPARTMENT, code, null);
  if (restored) {
    report.say(at, 'department', 'LEADING_ZERO_LOST', code, {
      suggestion: restored.code,
      detail: restored.name,
    });
    return;
  }
  report.say(at, 'department', 'UNKNOWN_TERRITORY', code, {
    suggestion: named?.code ?? null,
    detail: 'Attendu : un code de département, tel que 49 ou 2A.',
  });
}

interface StatedDate {
  readonly date: LocalDate | null;
  readonly precision: DatePrecision | null;
}

/** A day as stated, or the day that a bare year stands for; null when neither is stated. */
function statedDate(day: LocalDate | null, year: number | null, monthAndDay: string): StatedDate {
  if (day !== null) return { date: day, precision: DatePrecision.DAY };
  if (year !== null) return { date: `${year}-${monthAndDay}`, precision: DatePrecision.YEAR };
  return { date: null, precision: null };
}

const conventionRecord = ({
  values,
  departmentId,
  start,
  end,
  perimeter,
}: CheckedConvention): ColumnValues => ({
  reference: values.reference,
  title: values.title,
  lineage: values.lineage ?? lineageOf(values.reference),
  generation: values.generation,
  scale: values.scale,
  home_department_id: departmentId,
  starts_on: start.date,
  starts_precision: start.precision,
  ends_on: end.date,
  ends_precision: end.precision,
  duration_years: values.durationYears,
  signed_on: values.signedOn,
  signature_basis: values.signatureBasis,
  perimeter_basis: perimeter.basis,
  perimeter_complete: perimeter.isComplete,
  declared_communes: values.declaredCommunes,
  declared_priorities: values.declaredPriorities,
  declared_objectives: values.declaredObjectives,
  declared_actions: values.declaredActions,
  notes: values.notes,
});

const signatoryRecords = (
  { values, departmentId }: CheckedConvention,
  { territories }: LandingContext,
): ColumnValues[] =>
  values.signatories.map((name, position) => {
    const territory = territoryOfSignatory(name, departmentId, territories);
    return {
      convention_reference: values.reference,
      position,
      name,
      kind: territory ? SignatoryKind[territory.kind as 'COMMUNE' | 'EPCI'] : signatoryKindOf(foldName(name)),
      role: SignatoryRole.SIGNATORY,
      count: signatoryCountOf(foldName(name)),
      territory_id: territory?.id ?? null,
    };
  });

const signedPerimeter = ({ values, perimeter, departmentId }: CheckedConvention): SignedPerimeter => ({
  reference: values.reference,
  members: perimeter.members,
  anchors: [...perimeter.anchors, departmentId],
});

const themeRecords = ({ values }: CheckedConvention): ColumnValues[] =>
  values.themes.map((words, position) => ({
    convention_reference: values.reference,
    position,
    theme: themeOf(foldName(words)),
    words,
  }));
