import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { yearsInPeriods } from '../convention-members.sql.js';
import { Absence, absenceHint, partialHint } from './subsidy-row.rules.js';
import { basesByYear, countedBases, natureOf, yearsOf } from './subsidy-row-basis.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import { areOfConventions } from './subsidy-table-members.sql.js';
import type { RowPlace } from './subsidy-table-row.js';

interface Years {
  readonly fiscalYears: readonly number[];
}
const inPeriod = batched(
  ({ em }: Context, references: readonly string[], { fiscalYears }: Years) =>
    yearsInPeriods(em, references, fiscalYears),
  (): boolean | null => null,
);

/** A row whose amount is known, or is not. */
type Row = RowPlace & { readonly amount: number | null };

/** What the amount of a row means: asked of one that has none alone, for the others have their answer. */
export function rowState(context: Context, row: Row): Promise<ValueState> | ValueState {
  return row.amount === null ? stateOfNone(context, row) : ValueState.REPORTED;
}

async function stateOfNone(context: Context, row: RowPlace): Promise<ValueState> {
  const absence = await absenceOf(context, row);
  return absence === Absence.OUTSIDE_PERIOD || absence === Absence.NOBODY
    ? ValueState.NOT_APPLICABLE
    : ValueState.NOT_REPORTED;
}

/** In French: why a row has no amount, or of how few of its people its amount is. */
export async function rowHint(context: Context, row: Row): Promise<string | null> {
  const nature = natureOf(row);
  if (nature === null) return null;
  if (row.amount === null) return absenceHint(await absenceOf(context, row), yearsOf(row), nature);
  // A commune has reported what it has.
  if (row.dimensions.includes(SubsidyDimension.COMMUNE)) return null;
  return partialHint(await basesByYear(context, row));
}

async function absenceOf(context: Context, row: RowPlace): Promise<Absence> {
  const { key, dimensions, question } = row;
  if (!areOfConventions({ by: dimensions, conventions: question.conventions })) return Absence.NOT_REPORTED;
  const isGrouped = dimensions.includes(SubsidyDimension.CONVENTION);
  const references = isGrouped ? [key.convention].filter((each) => each !== null) : question.conventions;
  const years = { fiscalYears: yearsOf(row) };
  const places = await Promise.all((references ?? []).map((each) => inPeriod(context, each, years)));
  if (places.length > 0 && places.every((each) => each === null)) return Absence.OUTSIDE_PERIOD;
  // Of a convention by itself, nobody may know the communes: the convention says of it that nothing is reported, too.
  const isOfPart = dimensions.some(
    (each) => each !== SubsidyDimension.CONVENTION && subsidyDimensions[each].isTerritorial,
  );
  const mayBeNobody = isOfPart || (isGrouped && key.convention === null);
  if (mayBeNobody && (await countedBases(context, row)).length === 0) return Absence.NOBODY;
  return places.length > 0 && !places.includes(true) ? Absence.PERHAPS_OUTSIDE : Absence.NOT_REPORTED;
}
