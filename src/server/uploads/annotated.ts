import type { FastifyReply } from 'fastify';
import type { LoadReport } from '../../ingestion/load.js';
import { annotatedWorkbook } from '../../workbooks/annotated.js';
import type { ReceivedFile } from './receive.js';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers the file that came, with every remark beside its cell. */
export async function sendAnnotated(
  reply: FastifyReply,
  { name, path }: ReceivedFile,
  report: LoadReport,
): Promise<FastifyReply> {
  const workbook = await annotatedWorkbook({ name, bytes: { kind: 'path', path } }, report);
  return sendWorkbook(reply, `${name.replace(/\.\w{1,5}$/, '')}-annote.xlsx`, workbook);
}

/** A workbook to save, under a name that may hold any character. */
export function sendWorkbook(reply: FastifyReply, name: string, workbook: Uint8Array): FastifyReply {
  const plain = name.replace(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return reply
    .type(workbookType)
    .header('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('Cache-Control', 'no-store')
    .send(Buffer.from(workbook.buffer, workbook.byteOffset, workbook.byteLength));
}
