import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { FirstQuestion } from './first-question.tsx';
import { GALLERY_PLUGIN } from './gallery/gallery-plugin.tsx';
import { fetchHub, HUB_URL } from './hub/fetch-hub.ts';
import { STARTING_COMMENT } from './starting-comment.ts';

const fetcher = createGraphiQLFetcher({ url: HUB_URL, fetch: fetchHub, enableIncrementalDelivery: false });

// GraphiQL compares plugins by identity: this list is made once, not at each rendering.
const PLUGINS = [GALLERY_PLUGIN, DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

/**
 * GraphiQL put together by hand, because its ready-made component always lists the documentation before the gallery.
 * Request headers may carry an access token, so they are never kept in the browser.
 */
export function Explorer() {
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={GALLERY_PLUGIN}
      defaultQuery={STARTING_COMMENT}
      shouldPersistHeaders={false}
    >
      <HistoryStore maxHistoryLength={50}>
        <DocExplorerStore>
          <GraphiQLInterface showPersistHeadersSettings={false} defaultEditorToolsVisibility={false}>
            <GraphiQL.Logo>{null}</GraphiQL.Logo>
            <FirstQuestion />
          </GraphiQLInterface>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
