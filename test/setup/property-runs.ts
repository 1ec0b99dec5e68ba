/**
 * How many times a property is tried: a few in the daily suite, that many times more with `PROPERTY_RUNS`. Each run draws
 * values of its own, so that days add up.
 */
export const propertyRuns = (daily: number): number => daily * Number(process.env.PROPERTY_RUNS ?? 1);
