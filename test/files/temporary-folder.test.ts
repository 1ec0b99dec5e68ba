import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeTemporaryFolder, removeOrphans } from '../../src/files/temporary-folder.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ctg-hub-test-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ['--version']).pid;

it('removes the folders of processes that are no more, and of its own purpose alone', () => {
  const names = [
    `ctg-hub-source-${ended}-abc`,
    `ctg-hub-source-${process.pid}-old`,
    `ctg-hub-source-${process.ppid}-abc`,
    `ctg-hub-uploads-${ended}-abc`,
    'ctg-hub-source-notes',
    'other',
  ];
  for (const name of names) mkdirSync(join(parent, name));
  writeFileSync(join(parent, `ctg-hub-source-${ended}-abc`, 'download'), 'rows');
  // Of a process with this one's number, before it.
  utimesSync(join(parent, `ctg-hub-source-${process.pid}-old`), 1, 1);
  const own = basename(makeTemporaryFolder('source', parent));

  removeOrphans('source', parent);
  expect(readdirSync(parent).sort()).toEqual([...names.slice(2), own].sort());
  removeOrphans('uploads', parent);
  expect(readdirSync(parent)).not.toContain(`ctg-hub-uploads-${ended}-abc`);
});
