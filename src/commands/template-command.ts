import type { Command } from 'commander';
import { batchDatasets } from '../provenance/dataset-name.js';
import { readDataset } from '../server/uploads/load-options.js';
import { assertFree, writeResult } from './files.js';
import { exitCodes, withHub } from './session.js';

interface Options {
  readonly territoire?: string;
  readonly exercice?: string;
  readonly sortie?: string;
}

/** A workbook to fill: with the columns, the lists of values, and what the hub knows already. */
export function addTemplateCommand(program: Command): void {
  program
    .command('template')
    .argument('<jeu>', 'ce que contiendra le fichier, tel que « subventions »')
    .option('--territoire <code>', 'y met ce que le hub sait de ce territoire, par exemple COMMUNE:49018')
    .option('--exercice <année>', 'de cet exercice seulement, par exemple 2024')
    .option('-o, --sortie <fichier.xlsx>', 'où l’écrire (par défaut : un nom qui dit ce qu’il est)')
    .description('Écrit un classeur à remplir : colonnes, listes de choix, valeurs actuelles.')
    .action((dataset: string, options: Options, command: Command) =>
      writeTemplate(dataset, options, command),
    );
}

function writeTemplate(text: string, options: Options, command: Command): Promise<void> {
  const dataset = batchDatasets[readDataset(text).name];
  const { territoire, exercice } = options;
  const query = new URLSearchParams({
    ...(territoire !== undefined && { territory: territoire }),
    ...(exercice !== undefined && { fiscalYear: exercice }),
  });
  const { sortie } = options;
  if (sortie !== undefined) assertFree(sortie);
  return withHub(command, async ({ hub, out }) => {
    const { name, bytes } = await hub.download(`/templates/${dataset}.xlsx?${query}`);
    const path = sortie ?? name;
    writeResult(path, bytes);
    out.say(`Modèle écrit : ${path}`);
    return exitCodes.done;
  });
}
