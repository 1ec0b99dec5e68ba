import { useCallback, useEffect, useState } from 'react';
import type { RequestHeaders } from './ask-hub.ts';
import { HubError } from './fetch-hub.ts';

export type Loaded<Value> =
  | { status: 'loading' }
  | { status: 'failed'; reason: string }
  | { status: 'ready'; value: Value };

type Load<Value> = (headers?: RequestHeaders) => Promise<Value>;

export function useLoaded<Value>(load: Load<Value>): [Loaded<Value>, (headers?: RequestHeaders) => void] {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ status: 'loading' });

  const reload = useCallback(
    (headers?: RequestHeaders) => {
      setLoaded({ status: 'loading' });
      load(headers).then(
        (value) => setLoaded({ status: 'ready', value }),
        (error: unknown) => setLoaded({ status: 'failed', reason: reasonOf(error) }),
      );
    },
    [load],
  );

  useEffect(() => reload(), [reload]);
  return [loaded, reload];
}

function reasonOf(error: unknown): string {
  return error instanceof HubError ? error.message : 'Une erreur imprévue est survenue dans la page.';
}
