import { tryParseJSONC, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { RequestHeaders } from '../hub/ask-hub.ts';
import { useHub } from '../hub/hub-provider.tsx';

export function GalleryFailure({ reason }: { reason: string }) {
  const { reload } = useHub();
  const { introspect } = useGraphiQLActions();
  const headerEditor = useGraphiQL((state) => state.headerEditor);

  function retry() {
    reload(readHeaders(headerEditor?.getValue()));
    // What kept the questions from coming has most likely kept the schema from coming too.
    void introspect();
  }

  return (
    <div className="gallery-failure" role="alert">
      <p className="gallery-failure-title">Les questions n’ont pas pu être chargées</p>
      <p>{reason}</p>
      <button type="button" className="gallery-retry" onClick={retry}>
        Réessayer
      </button>
    </div>
  );
}

function readHeaders(text: string | undefined): RequestHeaders {
  try {
    const headers = Object.entries(tryParseJSONC(text) ?? {});
    return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
  } catch {
    return {};
  }
}
