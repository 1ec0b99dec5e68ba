import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../db/open.js';
import { load } from '../../ingestion/load.js';
import { reportJson } from '../../ingestion/report/report-json.js';
import { TerritoryIndex } from '../../ingestion/territories/territory-index.js';
import { hubFacts } from '../../provenance/provenance.sql.js';
import { assertSameSite } from '../same-site.js';
import { type DeskLoad, LoadDesk } from './load-desk.js';
import { readLoadOptions } from './load-options.js';
import { receiveUpload, type Upload } from './receive.js';
import { UploadFolder } from './upload-folder.js';

export interface UploadSettings {
  readonly maximumUploadBytes: number;
}

const places = 4;
const kept = 20;
const hour = 3_600_000;

/** Files over HTTP: `POST /loads`, then `GET /loads/:id` for one that is told not to wait. */
export async function addUploads(
  app: FastifyInstance,
  database: Database,
  { maximumUploadBytes }: UploadSettings,
): Promise<void> {
  const folder = new UploadFolder();
  const keptBytes = 4 * maximumUploadBytes;
  const desk = new LoadDesk({ places, kept, keptBytes, keptMilliseconds: hour }, (path) =>
    folder.remove(path),
  );
  app.addHook('onClose', async () => {
    await desk.close();
    folder.close();
  });
  // Whatever its type, a body is a stream of bytes: none is parsed here.
  app.removeAllContentTypeParsers();
  await app.register(fastifyMultipart);
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.post('/loads', { onRequest: assertSameSite }, (request, reply) =>
    receiveAndLoad(request, reply, database, { desk, folder, maximumUploadBytes }),
  );
  app.get<{ Params: { id: string } }>('/loads/:id', ({ params }) => stateOf(desk.find(params.id)));
}

interface Door {
  readonly desk: LoadDesk;
  readonly folder: UploadFolder;
  readonly maximumUploadBytes: number;
}

async function receiveAndLoad(
  request: FastifyRequest,
  reply: FastifyReply,
  database: Database,
  { desk, folder, maximumUploadBytes }: Door,
): Promise<unknown> {
  const leave = desk.takePlace();
  try {
    const upload = await receiveUpload(request, folder, maximumUploadBytes);
    const { id, ended } = await beginLoad(upload, database, desk).catch(async (error: unknown) => {
      await folder.remove(upload.file.path);
      throw error;
    });
    ended.finally(leave);
    reply.header('Location', `/loads/${id}`);
    if (/\brespond-async\b/.test(String(request.headers.prefer ?? ''))) {
      return reply
        .status(202)
        .header('Preference-Applied', 'respond-async')
        .send(stateOf(desk.find(id)));
    }
    return answer(await ended, reply);
  } catch (error) {
    leave();
    throw error;
  }
}

async function beginLoad({ file, fields }: Upload, database: Database, desk: LoadDesk) {
  const em = database.fork();
  const options = readLoadOptions(fields, await TerritoryIndex.current(em));
  const { demonstration } = await hubFacts(em);
  const { name, path } = file;
  return desk.begin(file, (onProgress) =>
    load(database, {
      ...options,
      within: options.territory?.id ?? null,
      file: { name, bytes: { kind: 'path', path } },
      demonstration,
      onProgress,
    }),
  );
}

function answer({ outcome }: DeskLoad, reply: FastifyReply): FastifyReply {
  if (outcome?.kind !== 'REPORT') throw outcome?.error;
  return reply.status(outcome.report.isAccepted ? 200 : 422).send(reportJson(outcome.report));
}

/** Where a load is, and its report once it has ended. */
function stateOf({ id, progress, outcome }: DeskLoad) {
  if (outcome === null) return { id, state: 'RUNNING', progress, report: null };
  if (outcome.kind === 'REPORT') return { id, state: 'ENDED', progress, report: reportJson(outcome.report) };
  // Told as it would have been to someone who waited.
  throw outcome.error;
}
