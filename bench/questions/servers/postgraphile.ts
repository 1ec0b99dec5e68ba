import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makePgSmartTagsPlugin } from 'postgraphile/utils';
import { baseTables } from './reporting.sql.js';
import { poolSettings } from './settings.js';

/** PostGraphile with its aggregates plugin, over the base tables and the schema `reporting`; sums that loads keep are hidden. */
const hidden = makePgSmartTagsPlugin([
  {
    kind: 'class',
    match: (entity) => entity.getNamespace()?.nspname === 'public' && !baseTables.has(entity.relname),
    tags: { behavior: '-*' },
  },
]);

const plainNames: GraphileConfig.Plugin = {
  name: 'PlainNamesPlugin',
  version: '1.0.0',
  inflection: { replace: { _schemaPrefix: () => '' } },
};

const service = postgraphile({
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  plugins: [hidden, plainNames],
  // It would let lists be ordered and grouped by the first column of an index only.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ pool: new pg.Pool(poolSettings()), schemas: ['reporting', 'public'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});
const server = createServer();
await service.createServ(grafserv).addTo(server);
await service.getSchema();
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
);
