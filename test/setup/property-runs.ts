import fc from 'fast-check';

const times = process.env.PROPERTY_RUNS;

// A change is not refused for what another one broke: the daily suite always draws the same values.
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(times === undefined && { seed: 49_019 }) });

/**
 * How many times a property is tried: a few in the daily suite, that many times more with `PROPERTY_RUNS`, which draws
 * values of its own.
 */
export const propertyRuns = (daily: number): number => daily * Number(times ?? 1);
