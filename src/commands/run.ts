import { Command, CommanderError } from 'commander';
import { HubError } from '../errors.js';
import { toldError } from '../server/told-error.js';
import { addBackupCommands } from './backup-commands.js';
import { addBatchCommands } from './batch-commands.js';
import { addDocsCommand } from './docs-command.js';
import { speakFrench } from './french-help.js';
import { addJournalCommand } from './journal-command.js';
import { addKeyCommands } from './key-commands.js';
import { addLoadCommands } from './load-command.js';
import { ownName } from './own-name.js';
import { outputTo } from './report/terminal.js';
import { ReportedError } from './reported-error.js';
import { addSchemaCommand } from './schema-command.js';
import { type ExitCode, exitCodes } from './session.js';
import { addTemplateCommand } from './template-command.js';
import { addVerifyCommand } from './verify-command.js';

/** Runs the command line of the hub. Sets the exit code: 0 done, 1 refused, 2 wrongly called. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = codeOf(error);
  }
}

function createProgram(): Command {
  const program = speakFrench(new Command(ownName))
    .description('Charge les fichiers des conventions territoriales globales dans le hub.')
    .usage('<commande> [options]')
    .option('--demonstration', 'travaille sur la base de démonstration')
    .exitOverride();
  addLoadCommands(program);
  addBatchCommands(program);
  addKeyCommands(program);
  addJournalCommand(program);
  addTemplateCommand(program);
  addVerifyCommand(program);
  addBackupCommands(program);
  addSchemaCommand(program);
  addDocsCommand(program);
  return program;
}

/** Mistakes of whoever typed the command, rather than of the file. */
const usageErrors = new Set([
  'FILE_NOT_FOUND',
  'FILE_IS_DIRECTORY',
  'FILE_NOT_READABLE',
  'FILE_EXISTS',
  'FILE_NOT_WRITABLE',
  'INVALID_ACCESS_KEY',
  'INVALID_OPTION',
  'UNKNOWN_ACCESS_KEY',
  'UNKNOWN_TERRITORY',
  'REPLACE_NEEDS_ALL',
  'STRATEGY_NOT_APPLICABLE',
  'INVALID_CONFIGURATION',
]);

/** Says what went wrong, unless it is said already. */
function codeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof HubError || error instanceof ReportedError) {
    outputTo(process.stderr).say(error.message, 'bad');
    return usageErrors.has(error.code) ? exitCodes.usage : exitCodes.refused;
  }
  console.error(toldError(error));
  return exitCodes.refused;
}
