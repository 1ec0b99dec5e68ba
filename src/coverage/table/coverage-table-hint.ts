import type { Context } from '../../graphql/context.js';
import { whyOutside } from '../../territory/table-filter.js';
import { whyBeyond } from '../steps/known-span.rules.js';
import { knownSpansOf } from '../steps/known-span.sql.js';
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
  const { within, rule } = question;
  const spans = bare.length === 0 ? null : await knownSpansOf(context.em, [within.id], rule);
  const beyond = whyBeyond(spans?.get(within.id) ?? null, bare, rule);
  return beyond === null || added === null ? (beyond ?? added) : `${beyond} ${added}`;
}
