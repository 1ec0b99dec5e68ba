import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder, removeOrphans, removeTemporaryFolder } from '../../files/temporary-folder.js';

/** A folder of this process for the files that it receives. */
export class UploadFolder {
  readonly #directory: string;

  constructor() {
    removeOrphans('uploads');
    this.#directory = makeTemporaryFolder('uploads');
  }

  /** Where the next file goes. Its sender's name has no part in it. */
  newPath(): string {
    return join(this.#directory, randomUUID());
  }

  remove(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  close(): void {
    removeTemporaryFolder(this.#directory);
  }
}
