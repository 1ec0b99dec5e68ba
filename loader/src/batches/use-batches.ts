import { useCallback, useEffect, useState } from 'react';
import { HubError } from '../../../explorer/src/hub/fetch-hub.ts';
import { type Batch, fetchBatches } from '../hub/batches.ts';

interface Seen {
  readonly batches: readonly Batch[];
  readonly next: string | null;
}

export interface Batches extends Seen {
  readonly status: 'loading' | 'slow' | 'failed' | 'ready';
  /** Why they could not be read, in French. */
  readonly reason: string;
  /** Reads those before, or the same again after a failure. */
  readonly more: () => void;
}

/** Without an answer by then, the hub is busy with something long. */
const patienceMilliseconds = 2_000;

/** The batches, the newest first, a page at a time. */
export function useBatches(): Batches {
  const [seen, setSeen] = useState<Seen>({ batches: [], next: null });
  const [status, setStatus] = useState<Batches['status']>('loading');
  const [reason, setReason] = useState('');

  const read = useCallback((before: Seen, isCurrent: () => boolean) => {
    setStatus('loading');
    const slow = setTimeout(() => isCurrent() && setStatus('slow'), patienceMilliseconds);
    fetchBatches(before.next)
      .then(({ batches, next }) => {
        if (!isCurrent()) return;
        setSeen({ batches: [...before.batches, ...batches], next });
        setStatus('ready');
      })
      .catch((error: unknown) => {
        if (!isCurrent()) return;
        setReason(
          error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.',
        );
        setStatus('failed');
      })
      .finally(() => clearTimeout(slow));
  }, []);

  useEffect(() => {
    let isMounted = true;
    read({ batches: [], next: null }, () => isMounted);
    return () => {
      isMounted = false;
    };
  }, [read]);
  return { ...seen, status, reason, more: () => read(seen, () => true) };
}
