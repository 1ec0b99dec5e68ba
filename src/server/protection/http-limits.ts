/** What one HTTP request may be, and how long it may take to come. Files have limits of their own (`uploads/`). */
export interface HttpLimits {
  /** Of a request that is not a file, as it comes; compressed ones are refused. */
  readonly bodyBytes: number;
  /** Of all headers together, the address among them. */
  readonly headerBytes: number;
  readonly headersMilliseconds: number;
  readonly bodyMilliseconds: number;
  /** Of a whole request, files included. */
  readonly requestMilliseconds: number;
  /** For so long a connection stays open between requests. */
  readonly idleMilliseconds: number;
  /** How often connections that are too slow are looked for. */
  readonly checkMilliseconds: number;
  readonly connections: number;
  /** Requests that wait for their turn, for each that is being answered, and how long they do. */
  readonly waitingEach: number;
  readonly waitingMilliseconds: number;
  /** A caller's minute is counted in tenths of an answer: what is kept ready, or read from disk, costs one. */
  readonly lightCost: number;
  readonly workedOutCost: number;
}

export const httpLimits: HttpLimits = {
  bodyBytes: 1_000_000,
  headerBytes: 16_384,
  headersMilliseconds: 20_000,
  bodyMilliseconds: 30_000,
  // A quarter of a gigabyte over a line of 2 Mbit/s.
  requestMilliseconds: 20 * 60_000,
  idleMilliseconds: 72_000,
  checkMilliseconds: 5_000,
  connections: 2_000,
  waitingEach: 8,
  waitingMilliseconds: 10_000,
  lightCost: 1,
  workedOutCost: 10,
};
