import type { Command } from 'commander';
import { readConfig } from '../config.js';
import type { HubClient } from './access/hub-client.js';
import { openHub } from './access/open-hub.js';
import { type Output, outputTo } from './report/terminal.js';

/** Exit codes: scripts tell a refusal from a mistake of theirs. */
export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command works with. */
export interface Session {
  readonly hub: HubClient;
  /** What the command is for. */
  readonly out: Output;
  /** What is said meanwhile. */
  readonly aside: Output;
  /** Whether it was asked to work on the demonstration. */
  readonly demonstration: boolean;
}

/** Runs a command on the hub of the settings, and closes it whatever happens. */
export async function withHub(command: Command, run: (session: Session) => Promise<ExitCode>): Promise<void> {
  const { demonstration = false } = command.optsWithGlobals<{ demonstration?: boolean }>();
  const config = readConfig(undefined, demonstration ? ['--demonstration'] : [], false);
  const aside = outputTo(process.stderr);
  const hub = await openHub(config, (line) => aside.say(line, 'faint'));
  try {
    process.exitCode = await run({ hub, out: outputTo(process.stdout), aside, demonstration });
  } finally {
    await hub.close();
  }
}
