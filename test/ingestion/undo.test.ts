import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '../../src/errors.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { asLines, type Dump, digestBase, dumpLoaded } from './dump.js';
import { type RandomLoad, randomLoads } from './random-loads.js';
import { expectedDependents, type Loaded, withDerived, writtenKeys } from './undo-oracle.js';

describe('undoing', () => {
  let hub: TestHub;
  // One for each: a run that ends too late would still be loading under the next.
  beforeEach(async () => {
    hub = await openHub('west');
  });
  afterEach(() => hub.close());

  /** Loads files one after the other; those that change nothing leave no batch. */
  async function loadAll(loads: readonly RandomLoad[]): Promise<Loaded[]> {
    const found: Loaded[] = [];
    let before = await dumpLoaded(hub.database);
    for (const load of loads) {
      const dataset = datasets.find(({ name }) => name === load.dataset) as Dataset;
      const { revision } = await hub.load(dataset, load.lines, load.options);
      const after = await dumpLoaded(hub.database);
      if (revision === null) expect(asLines(after)).toEqual(asLines(before));
      else found.push({ revision, load, before, after });
      before = after;
    }
    return found;
  }

  const undo = (revision: number) => undoBatch(hub.database, revision, 'tests');

  it(
    'restores the whole base bit for bit, whatever was loaded',
    async () => {
      const empty = await digestBase(hub.database);
      await fc.assert(
        fc.asyncProperty(randomLoads(16), async (loads) => {
          for (const { revision, before } of (await loadAll(loads)).toReversed()) {
            await undo(revision);
            expect(asLines(await dumpLoaded(hub.database))).toEqual(asLines(before));
          }
          expect(await digestBase(hub.database)).toEqual(empty);
        }),
        once,
      );
    },
    patience,
  );

  it(
    'undoes a batch in the middle exactly, or names exactly the later ones that rest on it',
    async () => {
      const empty = await digestBase(hub.database);
      await fc.assert(
        fc.asyncProperty(randomLoads(12), fc.infiniteStream(fc.nat(1_000)), async (loads, dice) => {
          let standing = await loadAll(loads);
          while (standing.length > 0) {
            const chosen = standing[(dice.next().value ?? 0) % standing.length] as Loaded;
            const later = standing.filter(({ revision }) => revision > chosen.revision);
            const by = expectedDependents(chosen, later);
            const now = await dumpLoaded(hub.database);
            const failure = await undo(chosen.revision).then(
              () => null,
              (error: unknown) => error,
            );
            let gone = chosen.revision;
            if (by.length > 0) {
              expect(failure).toBeInstanceOf(HubError);
              expect(failure).toMatchObject({ code: 'BATCH_BUILT_UPON', details: { by } });
              expect(asLines(await dumpLoaded(hub.database))).toEqual(asLines(now));
              // Chance alone would not end: the newest of all goes, on which nothing rests.
              gone = standing.at(-1)?.revision ?? 0;
              await undo(gone);
            } else {
              expect(failure).toBeNull();
              expectExactlyUndone(chosen, now, await dumpLoaded(hub.database));
            }
            standing = standing.filter(({ revision }) => revision !== gone);
          }
          expect(await digestBase(hub.database)).toEqual(empty);
        }),
        once,
      );
    },
    patience,
  );
});

/** Seconds on a machine at rest; a busy one takes many times that. */
const patience = 120_000;

/** A run that fails leaves its loads behind: trying smaller ones on top of them would say nothing. */
const once = { numRuns: propertyRuns(1), endOnFailure: true } as const;

/** What the batch wrote is as it was before it; the rest is as it was just before the undo. */
function expectExactlyUndone(chosen: Loaded, now: Dump, undone: Dump): void {
  const written = writtenKeys(chosen);
  const expected = new Map([...now].filter(([key]) => !written.has(key)));
  for (const key of written) {
    const record = chosen.before.get(key);
    if (record) expected.set(key, record);
  }
  expect(asLines(undone)).toEqual(asLines(withDerived(expected)));
}
