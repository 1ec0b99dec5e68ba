import { ChildrenState, childrenHint, childrenState, type KnownChildren } from './child-ages.rules.js';
import type { SubsidyPerChild } from './per-child.type.js';

/** An amount in cents divided by the children that are known; without a quotient when they are not all known. */
export function perChild(cents: number | null, known: KnownChildren): SubsidyPerChild {
  const { ages, value, year, communesKnown, communes } = known;
  const state = childrenState(known);
  return {
    ages,
    state,
    hint: childrenHint(known),
    value: cents === null || !value ? null : cents / 100 / value,
    amount: cents,
    children: value,
    year: state === ChildrenState.NOT_APPLICABLE ? null : year,
    communesKnown: state === ChildrenState.NOT_APPLICABLE ? 0 : communesKnown,
    communes,
  };
}
