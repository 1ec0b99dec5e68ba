import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { hubFacts } from './provenance.sql.js';
import type { Passport } from './provenance.type.js';

/** What a measure's own query knows of its passport. */
export type PassportInput = Pick<
  Passport,
  | 'unit'
  | 'expected'
  | 'reported'
  | 'expectedPopulation'
  | 'reportedPopulation'
  | 'oldestInputAt'
  | 'freshestInputAt'
  | 'definition'
> & {
  readonly demonstration: boolean | null;
  /** True when the measure itself knows of something missing, though everyone reported. */
  readonly hasGaps?: boolean;
};

const facts = batched(
  async ({ em }: Context, keys: readonly 'hub'[]) => {
    const found = await hubFacts(em);
    return new Map(keys.map((key) => [key, found]));
  },
  () => ({ revision: 0, demonstration: false, vintage: 0 }),
);

/** Facts about the whole hub, asked once per request however many passports are wanted. */
export const hubFactsOf = (context: Context) => facts(context, 'hub', {});

/** Completes a passport with the revision, the vintage, and whether anything in it is demonstration. */
export async function passport(
  context: Context,
  { hasGaps = false, ...input }: PassportInput,
): Promise<Passport> {
  const hub = await hubFactsOf(context);
  return {
    ...input,
    complete: input.expected > 0 && input.reported >= input.expected && !hasGaps,
    demonstration: input.demonstration === true || hub.demonstration,
    revision: hub.revision,
    vintage: hub.vintage,
  };
}
