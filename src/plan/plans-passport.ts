import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { Passport } from '../provenance/provenance.type.js';
import { completionPassport } from './completion.resolver.js';
import { type CompletionRow, completionOf } from './completion.sql.js';
import type { PlansQuestion } from './plans-asked.sql.js';

const counts = batched(
  ({ em }: Context, ids: readonly string[], question: PlansQuestion) =>
    completionOf(em, ids, { ...question, themes: null }),
  (id): CompletionRow => {
    throw new Error(`No completion for ${id}`);
  },
);

/** What figures about the same plans rest on: the passport of their completion. */
export async function plansPassport(
  context: Context,
  id: string,
  { scope, on }: PlansQuestion,
): Promise<Passport> {
  return completionPassport(context, scope, await counts(context, id, { scope, on }));
}
