/** By the reference of a convention, its first fiscal year: of those that began before the year that is asked, alone. */
export type FirstYears = Readonly<Record<string, number>>;

/** The year that is set beside each amount: one that lies so many years before it, or the first of its convention. */
export type OtherYear = { readonly yearsBack: number } | { readonly firstYears: FirstYears };

/** The first years where each convention is compared with its own; null where it is not. */
export const firstYearsIn = ({ otherYear }: { readonly otherYear: OtherYear | null }): FirstYears | null =>
  otherYear !== null && 'firstYears' in otherYear ? otherYear.firstYears : null;

/** All the years that stand beside some. */
export function yearsBeside(fiscalYears: readonly number[], other: OtherYear | null): number[] {
  if (other === null) return [];
  if ('yearsBack' in other) return fiscalYears.map((year) => year - other.yearsBack);
  return [...new Set(Object.values(other.firstYears))].toSorted((one, next) => one - next);
}

/** The year that stands beside one in a row; null where none does: in what several conventions add up to, no year is the first. */
export function yearBeside(fiscalYear: number, other: OtherYear, convention: string | null): number | null {
  if ('yearsBack' in other) return fiscalYear - other.yearsBack;
  // A reference may be any word, `constructor` too.
  const isKnown = convention !== null && Object.hasOwn(other.firstYears, convention);
  return isKnown ? (other.firstYears[convention] ?? null) : null;
}

/** The years asked and, when they are compared, those beside them. */
export const yearsRead = ({
  fiscalYears,
  otherYear,
}: {
  readonly fiscalYears: readonly number[];
  readonly otherYear: OtherYear | null;
}): number[] => [...new Set([...fiscalYears, ...yearsBeside(fiscalYears, otherYear)])];
