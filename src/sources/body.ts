import { type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceFailure } from './failure.js';

/** Lets bytes through and counts them. @throws SourceFailure `SOURCE_TOO_LARGE` */
export type Meter = (chunk: Buffer) => Buffer;

export function meterOf(maximum: number): Meter {
  let total = 0;
  return (chunk) => {
    total += chunk.length;
    if (total > maximum) {
      const megabytes = Math.floor(maximum / 1_000_000).toLocaleString('fr-FR');
      throw new SourceFailure('SOURCE_TOO_LARGE', `plus de ${megabytes} Mo.`);
    }
    return chunk;
  };
}

/** A stage of a pipeline that stops it at the first byte too many. */
const metered = (meter: Meter) =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, meter(chunk));
      } catch (error) {
        done(error as Error);
      }
    },
  });

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The stages that turn an answer's body into plain bytes, counted before and after they are inflated. */
export function plainBody(
  body: Readable,
  encoding: string | string[] | undefined,
  [received, inflated]: readonly [Meter, Meter],
): [Readable, ...Transform[]] {
  const name = String(encoding ?? 'identity').toLowerCase();
  if (name === 'identity' || name === '') return [body, metered(received)];
  const decoder = decoders[name];
  if (!decoder) {
    body.on('error', () => undefined).destroy();
    throw new SourceFailure('SOURCE_ANSWER', `une compression inconnue (${name.slice(0, 40)}).`);
  }
  return [body, metered(received), decoder(), metered(inflated)];
}
