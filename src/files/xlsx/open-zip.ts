import type { ByteSource } from '../byte-source.js';
import { FileError } from '../file-error.js';
import { findWorkbook } from './workbook.js';
import { Zip } from './zip.js';

/** The directory of a zip archive, and its part that is the workbook. Throws for an archive of something else. */
export async function openZip(
  source: ByteSource,
  maximumBytes: number,
): Promise<{ zip: Zip; workbook: string }> {
  const zip = await Zip.open(source, maximumBytes);
  const workbook = await findWorkbook(zip);
  if (workbook === null) throw new FileError('UNSUPPORTED_FORMAT', await whatItIs(zip));
  return { zip, workbook };
}

async function whatItIs(zip: Zip): Promise<string> {
  if (zip.has('xl/workbook.bin')) return 'classeur binaire .xlsb';
  if (zip.has('word/document.xml')) return 'document Word .docx';
  if (zip.has('ppt/presentation.xml')) return 'présentation .pptx';
  if (!zip.has('mimetype')) return 'archive zip';
  let mimetype = '';
  for await (const block of zip.read('mimetype')) mimetype += block.toString('latin1');
  const kind = /^application\/vnd\.oasis\.opendocument\.(\w+)/.exec(mimetype)?.[1];
  if (kind === 'spreadsheet') return 'OpenDocument .ods';
  return kind === undefined ? 'archive zip' : 'OpenDocument';
}
