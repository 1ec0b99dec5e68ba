import type { LocalDate } from '../../calendar.js';
import type { Context } from '../../graphql/context.js';
import { whyOutside } from '../../territory/table-filter.js';
import { knownSpanOf } from '../steps/known-span.sql.js';
import { whyNotAdded } from './coverage-table.rules.js';
import type { CoverageTableQuestion, CoverageTableRow as Row } from './coverage-table.sql.js';

/**
 * What is to be known of a table to read it; null when it says all of itself.
 * @param found its groups: nothing more is looked up where they count something
 */
export async function hintOf(
  context: Context,
  question: CoverageTableQuestion,
  found: readonly Row[],
): Promise<string | null> {
  const added = whyNotAdded(question.by);
  if (question.asks?.('hint') === false) return null;
  if (found.every(({ communes }) => communes === 0)) {
    const outside = await whyOutside(context, question);
    if (outside !== null) return outside;
  }
  const bare = question.dates.filter((on) => !found.some(({ date, covered }) => date === on && covered > 0));
  const beyond = bare.length === 0 ? null : await whyBeyond(context, question, bare);
  return beyond === null || added === null ? (beyond ?? added) : `${beyond} ${added}`;
}

/** Of days on which no convention that is known can hold, « NOT_COVERED » says what the hub has, not what there is. */
async function whyBeyond(
  { em }: Context,
  { within, rule }: CoverageTableQuestion,
  dates: readonly LocalDate[],
): Promise<string | null> {
  const span = await knownSpanOf(em, within.id, rule);
  if (span === null) return null;
  const { from, to } = span;
  const [before, after] = [
    dates.filter((date) => from !== null && date < from),
    dates.filter((date) => to !== null && date > to),
  ];
  const told = [
    before.length > 0 &&
      `Au ${listed(before)}, aucune des conventions que le hub connaît de ce territoire n’a commencé (la première : le ${from}) : ` +
        'celles d’avant peuvent n’avoir pas été chargées.',
    after.length > 0 &&
      `Au ${listed(after)}, toutes les conventions que le hub connaît de ce territoire ont pris fin (la dernière : le ${to}) : ` +
        'il ne sait pas ce qui les suivra.',
  ].filter((each) => each !== false);
  return told.length === 0 ? null : told.join(' ');
}

/** Some dates, and how many more: a series has up to sixty. */
const listed = (dates: readonly LocalDate[]): string => {
  const sorted = dates.toSorted();
  return sorted.length <= 3
    ? sorted.join(', ')
    : `${sorted[0]} et à ${sorted.length - 1} autres dates, jusqu’au ${sorted.at(-1)}`;
};
