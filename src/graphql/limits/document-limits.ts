/**
 * What one GraphQL document may ask, whoever sends it. The largest of the ready questions, and the explorer's own
 * introspection, stay far below (`test/graphql/limits.test.ts` says by how much).
 */
export const documentLimits = {
  /** Words and signs of the text. A generous explorer query has a few hundred. */
  tokens: 3_000,
  /** Fields within fields. Introspection goes to 15. */
  depth: 20,
  /** Fields once fragments are written out: fragments within fragments multiply. */
  fields: 2_500,
  /** Fields with another name than their own, or asked again beside themselves: each is worked out apart. */
  aliases: 200,
  /** Fragments spread, once those within fragments are written out. */
  spreads: 500,
  /** `@include`, `@skip` and any other. */
  directives: 100,
  /** What `costOf` makes of the pages, lists and statements asked for. */
  cost: 2_000_000,
} as const;

/** What the variables of a request may hold together: a mutation records a thousand rows at most. */
export const variableLimits = {
  /** Lists and objects within each other. */
  depth: 16,
  /** Elements of one list. */
  length: 1_000,
  /** Values in all. */
  values: 50_000,
} as const;

/** Validation stops at so many errors: each costs a search for the name that was meant. */
export const maximumErrors = 20;
