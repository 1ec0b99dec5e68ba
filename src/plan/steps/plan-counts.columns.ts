import { p } from '@mikro-orm/core';

/** What is counted of plans: of one in its steps, of many in sums. */
export const planCountColumns = {
  objectives: p.integer(),
  reached: p.integer(),
  notReached: p.integer(),
  objectivesAbandoned: p.integer(),
  undetermined: p.integer(),
  withoutAction: p.integer(),
  actions: p.integer(),
  notStarted: p.integer(),
  planned: p.integer(),
  inProgress: p.integer(),
  completed: p.integer(),
  permanent: p.integer(),
  postponed: p.integer(),
  abandoned: p.integer(),
  unknown: p.integer(),
  overdue: p.integer(),
  undated: p.integer(),
};
