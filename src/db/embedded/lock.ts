import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubError } from '../../errors.js';

/**
 * Takes the one lock of an embedded base. The engine has none of its own: a second process on the same folder
 * would lose committed data without a word. A listening socket is freed by the system even after `kill -9`. On Linux
 * it is seen within one network namespace: two containers must never share the folder.
 *
 * @throws HubError `DATABASE_BUSY`
 */
export async function lockDirectory(directory: string): Promise<Server> {
  const id = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 24);
  const address = lockAddress(id);
  try {
    return await listen(address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    // Only a socket that is a real file can outlive its owner.
    if (isFreedBySystem || (await answers(address))) throw new HubError('DATABASE_BUSY', { directory });
    rmSync(address, { force: true });
    return listen(address);
  }
}

const isFreedBySystem = process.platform === 'linux' || process.platform === 'win32';

function lockAddress(id: string): string {
  if (process.platform === 'linux') return `\0ctg-hub-${id}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\ctg-hub-${id}`;
  return join(tmpdir(), `ctg-hub-${id}.sock`);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
