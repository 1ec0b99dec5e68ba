/** What one HTTP request may be, and how long it may take to come. Files have limits of their own (`uploads/`). */
export const httpLimits = {
  /** Of a request that is not a file, as it comes; compressed ones are refused. */
  bodyBytes: 1_000_000,
  /** Of all headers together, the address among them. */
  headerBytes: 16_384,
  headersMilliseconds: 20_000,
  bodyMilliseconds: 30_000,
  /** Of a whole request, files included: a quarter of a gigabyte over a line of 2 Mbit/s. */
  requestMilliseconds: 20 * 60_000,
  /** How often connections that are too slow are looked for. */
  checkMilliseconds: 5_000,
  connections: 2_000,
  /** Requests that wait for their turn, for each that is being answered, and how long they do. */
  waitingEach: 8,
  waitingMilliseconds: 10_000,
  /** A caller's minute is counted in tenths of an answer: what is kept ready, or read from disk, costs one. */
  lightCost: 1,
  workedOutCost: 10,
} as const;
