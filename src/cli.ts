#!/usr/bin/env node
import 'reflect-metadata';
import { join } from 'node:path';
import { run } from './commands/run.js';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
// The hub finds its data and its pages beside its code, wherever the command is typed.
process.chdir(join(import.meta.dirname, '../..'));
await run(process.argv.slice(2));
