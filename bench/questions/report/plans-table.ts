import type { QuestionPlans } from '../plans/write-plans.js';
import { markdownTable } from './markdown.js';

/** Which base tables the hub reads from end to end for each question: none, if all is as it should be. */
export const plansTable = (found: readonly QuestionPlans[]): string =>
  markdownTable(
    ['', 'statements', 'base tables read from end to end', 'indexes of the others that it would use'],
    found.map(({ question, statements, scanned, borrowed }) => [
      `${question.number} ${question.title}`,
      statements.map(({ name }) => name).join(', '),
      scanned.join(', ') || 'none',
      borrowed.join(', ') || 'none',
    ]),
  );
