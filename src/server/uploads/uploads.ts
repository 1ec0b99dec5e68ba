import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { placeOfLoad } from '../../access/load-place.js';
import { Cell, rules } from '../../access/matrix/rule.rules.js';
import type { Config } from '../../config.js';
import type { Database } from '../../db/open.js';
import { HubError } from '../../errors.js';
import { assertWritable } from '../../graphql/context.js';
import type { LoadReport } from '../../ingestion/load.js';
import { reportJson } from '../../ingestion/report/report-json.js';
import type { ToldReport } from '../../ingestion/report/told-report.js';
import { findRun, type LoadRun, startLoad, stopRun } from '../../ingestion/running-loads.js';
import { TerritoryIndex } from '../../ingestion/territories/territory-index.js';
import type { Journal } from '../../journal/journal.js';
import { JournalKind } from '../../journal/journal.rules.js';
import { isNamed, signatureOf } from '../../provenance/batch-owner.rules.js';
import { hubFacts } from '../../provenance/provenance.sql.js';
import { httpStatusOf } from '../http-status.js';
import { type Loader, leaveToLoad, noteDoor, noteLoad, originOfRequest } from '../journal/note-load.js';
import { errorBody } from '../json-errors.js';
import { assertSameSite } from '../same-site.js';
import { viewerOfRequest } from '../viewers.js';
import { AnnotatedWorkbooks, sendAnnotated, workbookType } from './annotated.js';
import { LoadDesk } from './load-desk.js';
import { readLoadOptions } from './load-options.js';
import { receiveUpload, type Upload } from './receive.js';
import { addTemplates, templateRoute } from './templates.js';
import { UploadFolder } from './upload-folder.js';

export type UploadSettings = Pick<Config, 'maximumUploadBytes' | 'writing'>;

const places = 4;
const kept = 20;
const hour = 3_600_000;
const annotatedRoute = '/loads/:id/annotated.xlsx';

/** Is a workbook made for a request? Told by its route: an address may be written in many ways. */
export const isWorkbook = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === templateRoute || url === annotatedRoute;

/** Files over HTTP: `POST /loads`, then `GET /loads/:id` for whoever asked not to wait, and `DELETE` to stop it. */
export async function addUploads(
  app: FastifyInstance,
  database: Database,
  settings: UploadSettings,
  journal: Journal | null,
): Promise<void> {
  const { maximumUploadBytes } = settings;
  const folder = new UploadFolder();
  const desk = new LoadDesk({ places, kept, keptBytes: maximumUploadBytes, keptMilliseconds: hour }, (path) =>
    folder.remove(path),
  );
  const workbooks = new AnnotatedWorkbooks();
  app.addHook('onClose', async () => {
    await desk.close();
    folder.close();
  });
  // Whatever its type, a body is a stream of bytes: none is parsed here.
  app.removeAllContentTypeParsers();
  await app.register(fastifyMultipart);
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  // Whoever may not load is told what is told of any address that does not exist.
  app.addHook('onRequest', async (request) => {
    if (rules.LOADING.cells[viewerOfRequest(request).role] === Cell.DENIED)
      throw new HubError('NOT_FOUND', { path: request.url.split('?')[0]?.slice(0, 80) ?? '' });
  });
  const onRequest = async (request: FastifyRequest) => {
    await assertSameSite(request);
    assertWritable(settings);
  };
  app.addHook('preHandler', async (request) => {
    noteDoor(request, JournalKind.READ, `${request.method} ${request.routeOptions.url}`);
  });
  // Asked once: what the base holds never changes, and it may be busy when a file comes.
  const { demonstration } = await hubFacts(database.fork());
  const door: Door = { database, desk, workbooks, folder, maximumUploadBytes, demonstration, journal };
  app.post('/loads', { onRequest }, (request, reply) => receiveAndLoad(request, reply, door));
  app.delete<{ Params: { id: string } }>('/loads/:id', { onRequest }, (request, reply) => {
    const { params } = request;
    const { id } = ownRun(database, request, params.id);
    stopRun(database, id);
    return sendState(ownRun(database, request, id), reply);
  });
  app.get<{ Params: { id: string } }>('/loads/:id', (request, reply) =>
    sendState(ownRun(database, request, request.params.id), reply),
  );
  app.get<{ Params: { id: string } }>(annotatedRoute, async (request, reply) => {
    const { params } = request;
    noteDoor(request, JournalKind.EXPORT, 'annotated.xlsx');
    const { report } = ownRun(database, request, params.id);
    if (!report) throw new HubError('UNKNOWN_LOAD', undefined);
    const { file, workbook } = await workbooks.makeAgain(() => desk.fileOf(params.id), report);
    return sendAnnotated(reply, file, workbook);
  });
  addTemplates(app, database);
}

/** @throws HubError `UNKNOWN_LOAD` for a load of somebody else's, as for one that never was */
function ownRun(database: Database, request: FastifyRequest, id: string): LoadRun {
  const run = findRun(database, id, viewerOfRequest(request));
  if (run === null) throw new HubError('UNKNOWN_LOAD', undefined);
  return run;
}

interface Door {
  readonly database: Database;
  readonly desk: LoadDesk;
  readonly workbooks: AnnotatedWorkbooks;
  readonly folder: UploadFolder;
  readonly maximumUploadBytes: number;
  readonly demonstration: boolean;
  readonly journal: Journal | null;
}

async function receiveAndLoad(request: FastifyRequest, reply: FastifyReply, door: Door): Promise<unknown> {
  noteDoor(request, JournalKind.LOAD, 'load');
  const leave = door.desk.takePlace();
  try {
    const upload = await receiveUpload(request, door.folder, door.maximumUploadBytes);
    const loader = { viewer: viewerOfRequest(request), origin: originOfRequest(request) };
    const { id, done } = await beginLoad(upload, door, loader).catch(async (error: unknown) => {
      await door.folder.remove(upload.file.path);
      throw error;
    });
    leaveToLoad(request);
    reply.header('Location', `/loads/${id}`);
    const isAsync = /\brespond-async\b/.test(String(request.headers.prefer ?? ''));
    const wantsWorkbook = !isAsync && request.headers.accept?.includes(workbookType);
    const workbook = wantsWorkbook ? done.then((report) => door.workbooks.make(upload.file, report)) : null;
    const work = workbook ?? done;
    door.desk.keep(id, upload.file, done, work);
    work.finally(leave).catch(() => undefined);
    if (isAsync) {
      reply.status(202).header('Preference-Applied', 'respond-async');
      return sendState(ownRun(door.database, request, id), reply);
    }
    const report = await done;
    reply.status(report.isAccepted ? 200 : 422);
    return workbook ? sendAnnotated(reply, upload.file, await workbook) : reply.send(told(report));
  } catch (error) {
    leave();
    throw error;
  }
}

async function beginLoad({ file, fields }: Upload, door: Door, loader: Loader) {
  const { database, demonstration, journal } = door;
  const { viewer } = loader;
  const index = () => TerritoryIndex.current(database.fork());
  const options = await readLoadOptions(fields, index, isNamed(viewer));
  const { name, path } = file;
  const within = await placeOfLoad(database.fork(), viewer, options.territory?.id ?? null);
  const request = { ...options, ...signatureOf(viewer, options.author), within, demonstration };
  const started = startLoad(database, { ...request, file: { name, bytes: { kind: 'path', path } } });
  noteLoad(journal, loader, request, started.done);
  return started;
}

/** What is sent has at least what the page and the command line tell. */
const told = (report: LoadReport) => reportJson(report) satisfies ToldReport;

/** Where a load is, and its report once it has ended. One that failed is told as to someone who waited. */
function sendState(
  { id, phase, rowsRead, fraction, report, error }: LoadRun,
  reply: FastifyReply,
): FastifyReply {
  if (error !== null) {
    return reply.status(httpStatusOf(error.code)).send(errorBody(error.code, error.message));
  }
  const progress = { phase, rowsRead, fraction };
  return reply.send({ id, progress, report: report && told(report) });
}
