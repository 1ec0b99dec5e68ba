import { createReadStream } from 'node:fs';
import { pino } from 'pino';
import type { Config } from '../../config.js';
import { fillDatabase } from '../../content/fill.js';
import { openDatabase } from '../../db/open.js';
import { createSchema } from '../../graphql/schema.js';
import { model, resolvers } from '../../hub.js';
import { createHttpServer } from '../../server/http.js';
import { locationOf } from '../../server/location.js';
import { hubLog } from '../../server/log.js';
import type { Transport } from './transport.js';

/**
 * A hub of this process alone: it listens nowhere, and its requests never leave the process. Commands so do exactly what
 * the hub does for everyone.
 *
 * @throws HubError `DATABASE_BUSY` when another process holds an embedded base
 */
export async function openOwnHub(config: Config, say: (line: string) => void): Promise<Transport> {
  const database = await openDatabase(locationOf(config), model);
  try {
    await database.migrate();
    await fillDatabase(database, config.content, say);
    const log = hubLog(config.logLevel, pino.destination(2));
    // Whoever runs commands here has the base itself: nothing is too large to copy from its own disk.
    const settings = {
      ...config,
      access: 'OPEN' as const,
      writing: 'OPEN' as const,
      keepsJournal: config.retention.journalMonths > 0,
      maximumUploadBytes: Number.MAX_SAFE_INTEGER,
      protection: { ...config.protection, answersPerMinute: 0, onlyTrustedDocuments: false },
    };
    const server = await createHttpServer(database, await createSchema([...resolvers]), log, settings);
    return {
      send: async ({ method, path, headers, body }) => {
        const payload = body?.kind === 'file' ? createReadStream(body.path) : body?.text;
        const answer = await server.app.inject({
          method,
          url: path,
          headers: { ...headers },
          ...(payload !== undefined && { payload }),
        });
        return new Response(new Uint8Array(answer.rawPayload), {
          status: answer.statusCode,
          headers: answer.headers as Record<string, string>,
        });
      },
      close: async () => {
        await server.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
