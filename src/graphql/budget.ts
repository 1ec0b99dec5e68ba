import { HubError } from '../errors.js';
import { notesOf } from '../notes.js';

/** Items and look-ups that one answer may cost: 176 communes with all their measures cost a few thousand. */
export const answerBudget = 50_000;

// One error for all: thousands of fields may throw it before the answer ends.
const refusal = new HubError('ANSWER_TOO_LARGE', { maximum: answerBudget });

const spent = notesOf<object, number>();

/**
 * Counts what an answer is made of while it is made, and stops the one that grows without end: lists within lists
 * multiply, and only their real lengths tell by how much.
 *
 * @throws HubError `ANSWER_TOO_LARGE`
 */
export function spend(context: object, amount: number): void {
  const total = (spent.get(context) ?? 0) + amount;
  spent.set(context, total);
  if (total > answerBudget) throw refusal;
}
