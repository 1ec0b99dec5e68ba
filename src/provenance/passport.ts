import type { LocalDate } from '../calendar.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { DatasetName } from './dataset-name.js';
import { hubFacts } from './provenance.sql.js';
import type { Passport } from './provenance.type.js';

/** What a figure is about: whose it is, and the files of which year it rests on. */
export interface PassportScope {
  readonly kind: 'territory' | 'convention';
  /** Key of the territory, or reference of the convention. */
  readonly id: string;
  readonly dataset: DatasetName;
  readonly fiscalYear: number;
  /** The day that the figure is of; null for one of the whole year. */
  readonly on: LocalDate | null;
  /** Nature of the amounts, for subsidies; null for all else. */
  readonly nature: string | null;
}

/** A passport that remembers its scope, so that what is told from outside of it is found without being paid for. */
export type ScopedPassport = Passport & { readonly scope: PassportScope };

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
  readonly scope: PassportScope;
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
): Promise<ScopedPassport> {
  const hub = await hubFactsOf(context);
  return {
    ...input,
    fiscalYear: input.scope.on === null ? input.scope.fiscalYear : null,
    on: input.scope.on,
    complete: input.expected > 0 && input.reported >= input.expected && !hasGaps,
    demonstration: input.demonstration === true || hub.demonstration,
    revision: hub.revision,
    vintage: hub.vintage,
  };
}
