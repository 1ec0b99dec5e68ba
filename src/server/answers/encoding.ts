import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** What is shorter gains nothing. */
export const shortestCompressed = 1_400;

/** The best encoding that a client says it takes; null for none. */
export function encodingOf(accepted: string | string[] | undefined): Encoding | null {
  const taken = new Map(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((each) => {
        const [name = '', weight = ''] = each.split(';').map((part) => part.trim());
        return [name, !/^q=0(\.0*)?$/.test(weight)] as const;
      }),
  );
  if (taken.get('br')) return 'br';
  return taken.get('gzip') ? 'gzip' : null;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Quickly rather than small: a reader waits. Outside the thread that answers. */
export const compress = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : zip(body);
