import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'ctg-hub-uploads-';

/** A folder of this process for the files that it receives, which nobody else may read. */
export class UploadFolder {
  readonly #directory: string;

  constructor(private readonly parent = tmpdir()) {
    this.#removeOrphans();
    this.#directory = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  }

  /** Where the next file goes. Its sender's name has no part in it. */
  newPath(): string {
    return join(this.#directory, randomUUID());
  }

  remove(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  close(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** What a hub that was killed has left. */
  #removeOrphans(): void {
    for (const name of readdirSync(this.parent)) {
      const pid = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0]);
      if (pid > 0 && !isAlive(pid)) rmSync(join(this.parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Someone else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
