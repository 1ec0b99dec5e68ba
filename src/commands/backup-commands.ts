import type { Command } from 'commander';
import type { WholeBackup } from '../backup/backup-file.js';
import { noteBackup } from '../backup/note-backup.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { writeBackup } from '../backup/write-backup.js';
import { type Config, readConfig } from '../config.js';
import { openDatabase } from '../db/open.js';
import { model } from '../hub.js';
import { counted } from '../ingestion/report/told-report.js';
import { JournalKind } from '../journal/journal.rules.js';
import { locationOf } from '../server/location.js';
import { existingFile, freePath } from './files.js';
import { type Output, outputTo } from './report/terminal.js';

/** The whole base in one file, whichever engine holds it; and back again, on either. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .argument('<fichier>', 'où l’écrire, par exemple hub-2026-11-27.sauvegarde.gz')
    .summary('écrit tout ce que la base contient dans un fichier')
    .description(
      'Écrit tout ce que la base contient dans un fichier, tel qu’à un instant. Sur PostgreSQL, le hub peut tourner ; la base embarquée ' +
        'n’a qu’un utilisateur à la fois : arrêtez le hub d’abord.',
    )
    .action((path: string, _options: object, command: Command) => backup(freePath(path), command));
  program
    .command('restore')
    .argument('<fichier>', 'sauvegarde écrite par « backup »')
    .option('--remplacer', 'prend la place des données que la base contient')
    .summary('remet dans la base ce qu’une sauvegarde contient')
    .description(
      'Remet dans la base ce qu’une sauvegarde contient, d’un moteur à l’autre s’il le faut. Le fichier est vérifié en entier avant ; la ' +
        'base a toute la sauvegarde, ou rien n’y a changé.',
    )
    .action((path: string, { remplacer = false }: { remplacer?: boolean }, command: Command) =>
      restore(existingFile(path), remplacer, command),
    );
}

async function backup(path: string, command: Command): Promise<void> {
  const database = await openDatabase(locationOf(configOf(command)), model);
  try {
    const whole = await writeBackup(database, path);
    await noteBackup(database, JournalKind.EXPORT, whole);
    tell(outputTo(process.stdout), 'Sauvegardé', whole);
  } finally {
    await database.close();
  }
}

async function restore(path: string, isForced: boolean, command: Command): Promise<void> {
  const config = configOf(command);
  const { content } = config;
  outputTo(process.stderr).say('Vérification de la sauvegarde, puis écriture dans la base…', 'faint');
  const whole = await restoreBackup(locationOf(config), model, { path, content, isForced });
  tell(outputTo(process.stdout), 'Restauré', whole);
}

function configOf(command: Command): Config {
  const { demonstration = false } = command.optsWithGlobals<{ demonstration?: boolean }>();
  return readConfig(undefined, demonstration ? ['--demonstration'] : [], false);
}

function tell(out: Output, done: string, { heading, tables }: WholeBackup): void {
  const rows = Object.values(tables).reduce((sum, each) => sum + each.rows, 0);
  out.say(
    `${done} : ${counted(rows, 'enregistrement')} de ${counted(Object.keys(tables).length, 'table')}.`,
    'good',
  );
  out.say(
    `État des données : n° ${heading.revision}, le ${heading.madeAt.slice(0, 16).replace('T', ' à ')} UTC.`,
  );
}
