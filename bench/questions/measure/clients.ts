import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Done, Job } from './client.js';

/** Clients in a process of their own: what they cost is no part of a server's time or memory. */
export class Clients {
  readonly #child: ChildProcess = fork(join(import.meta.dirname, 'client.js'));

  async run(job: Job): Promise<Done> {
    this.#child.send(job);
    const [answer] = (await once(this.#child, 'message')) as [{ done?: Done; error?: string }];
    if (answer.done === undefined) throw new Error(`${job.address}: ${answer.error}`);
    return answer.done;
  }

  stop(): void {
    this.#child.kill();
  }
}
