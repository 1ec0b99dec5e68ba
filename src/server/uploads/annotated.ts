import type { FastifyReply } from 'fastify';
import type { LoadReport } from '../../ingestion/load.js';
import { Turns } from '../protection/turns.js';
import type { ReceivedFile } from './receive.js';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makes annotated workbooks one at a time: each takes hundreds of megabytes if its file is large. */
export class AnnotatedWorkbooks {
  /** Those who sent a file are never sent away, which would keep from them how their load ended: their places at the desk are counted. */
  readonly #made = new Turns({ atOnce: 1, waiting: Number.POSITIVE_INFINITY, milliseconds: 120_000 });
  /** Those who come back for it hold places of those who ask questions meanwhile: no more than these. */
  readonly #asked = new Turns({ atOnce: 1, waiting: 3, milliseconds: 10_000 });

  make({ name, path }: ReceivedFile, report: LoadReport): Promise<Uint8Array> {
    const file = { name, bytes: { kind: 'path', path } } as const;
    return inTurn(this.#made, async () => {
      const { annotatedWorkbook } = await import('../../workbooks/annotated.js');
      return annotatedWorkbook(file, report);
    });
  }

  /**
   * @param find finds the file once it is its turn: it may be kept no longer
   * @throws HubError `HUB_BUSY`
   */
  makeAgain(find: () => ReceivedFile, report: LoadReport) {
    return inTurn(this.#asked, async () => {
      const file = find();
      return { file, workbook: await this.make(file, report) };
    });
  }
}

async function inTurn<T>(turns: Turns, work: () => Promise<T>): Promise<T> {
  await turns.enter();
  try {
    return await work();
  } finally {
    turns.leave();
  }
}

/** Answers the file that came, with every remark beside its cell. */
export const sendAnnotated = (
  reply: FastifyReply,
  { name }: ReceivedFile,
  workbook: Uint8Array,
): FastifyReply => sendWorkbook(reply, `${name.replace(/\.\w{1,5}$/, '')}-annote.xlsx`, workbook);

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
