import { createWriteStream } from 'node:fs';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import { withoutSecrets } from '../../privacy/personal-text.rules.js';
import type { UploadFolder } from './upload-folder.js';

/** A file that has wholly arrived on disk. */
export interface ReceivedFile {
  /** As its sender calls it; it has no part in its path. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

export interface Upload {
  readonly file: ReceivedFile;
  /** Options, by name: fields of the form, else of the query string. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A sender from whom nothing comes for so long gives its place to others. */
const longestSilence = 60_000;

/** What the parts of a form may add to the file itself. */
const formOverhead = 64 * 1024;

/**
 * Streams the file of a request to disk, as it comes: a form with one file, or the bare file. Leaves nothing behind when
 * it fails.
 *
 * @throws HubError `NO_FILE`, `SEVERAL_FILES`, `UPLOAD_TOO_LARGE` or `UPLOAD_INCOMPLETE`
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: UploadFolder,
  maximum: number,
): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? 0) > maximum + formOverhead) {
    throw new HubError('UPLOAD_TOO_LARGE', { maximum });
  }
  const path = folder.newPath();
  setSilence(request, longestSilence);
  try {
    return await (request.isMultipart()
      ? receiveForm(request, path, maximum)
      : receiveBody(request, path, maximum));
  } catch (error) {
    await folder.remove(path);
    // Its sender listens once all is sent, and the connection serves again: the rest is let through, to nowhere.
    request.raw.unpipe();
    request.raw.resume();
    throw inFrench(error, maximum);
  } finally {
    setSilence(request, 0);
  }
}

/** After so long without a byte the connection is closed; 0 is for ever. A request of this process has no connection. */
function setSilence({ raw }: FastifyRequest, milliseconds: number): void {
  if (raw.socket instanceof Socket) raw.socket.setTimeout(milliseconds);
}

async function receiveForm(request: FastifyRequest, path: string, maximum: number): Promise<Upload> {
  const fields = fieldsOf(request.query);
  let file: ReceivedFile | null = null;
  const limits = { files: 1, fileSize: maximum, fields: 20, fieldSize: 2_000, parts: 21 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value);
    else {
      file = await store(part.file, part.filename, path, maximum);
      if (part.file.truncated) throw new HubError('UPLOAD_TOO_LARGE', { maximum });
    }
  }
  if (file === null) throw new HubError('NO_FILE', undefined);
  return { file, fields };
}

async function receiveBody(request: FastifyRequest, path: string, maximum: number): Promise<Upload> {
  const fields = fieldsOf(request.query);
  if (!(request.body instanceof Readable)) throw new HubError('NO_FILE', undefined);
  return { file: await store(request.body, fields.name, path, maximum), fields };
}

async function store(
  bytes: Readable,
  name: string | undefined,
  path: string,
  maximum: number,
): Promise<ReceivedFile> {
  let size = 0;
  // A request that is destroyed could not be answered any more: reading just stops.
  const chunks = bytes.iterator({ destroyOnReturn: false });
  await pipeline(
    async function* bounded() {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > maximum) throw new HubError('UPLOAD_TOO_LARGE', { maximum });
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  return { name: cleanName(name), path, size };
}

/** A parameter given twice counts once: the last. */
export const fieldsOf = (query: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query as Record<string, string | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value.at(-1) ?? '') : value,
    ]),
  );

/** The name without folders, control characters, halves of characters or what says something of a person: it is shown, and kept. */
function cleanName(name = ''): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  return withoutSecrets(last.replace(/\p{C}/gu, '').trim().slice(-200)) || 'fichier';
}

const codes: Readonly<Record<string, 'SEVERAL_FILES' | 'UPLOAD_INCOMPLETE'>> = {
  FST_FILES_LIMIT: 'SEVERAL_FILES',
  FST_PARTS_LIMIT: 'SEVERAL_FILES',
  FST_MP_PREMATURE_CLOSE: 'UPLOAD_INCOMPLETE',
  ERR_STREAM_PREMATURE_CLOSE: 'UPLOAD_INCOMPLETE',
  ECONNRESET: 'UPLOAD_INCOMPLETE',
};

function inFrench(error: unknown, maximum: number): unknown {
  if (error instanceof HubError || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new HubError('UPLOAD_TOO_LARGE', { maximum });
  const known = codes[code];
  if (known) return new HubError(known, undefined);
  // A form that its reader cannot follow has been cut, or was never one.
  return /multipart|Part terminated|boundary/i.test(error.message)
    ? new HubError('UPLOAD_INCOMPLETE', undefined)
    : error;
}
