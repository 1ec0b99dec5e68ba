import type { Command } from 'commander';
import { counted } from '../ingestion/report/told-report.js';
import { exitCodes, withHub } from './session.js';

interface Answer {
  readonly checkTotals: readonly { readonly table: string; readonly wrong: number }[];
}

const mutation = `mutation CheckTotals($rebuild: Boolean!) { checkTotals(rebuild: $rebuild) { table wrong } }`;

/** Whether the figures that loads keep are those of what was loaded. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .option('--refaire', 'refait d’abord tous ces chiffres à partir des données chargées')
    .description('Vérifie que les chiffres tenus à jour sont bien ceux des données chargées.')
    .action(({ refaire = false }: { refaire?: boolean }, command: Command) =>
      withHub(command, async ({ hub, out }) => {
        const { checkTotals } = await hub.ask<Answer>(mutation, { rebuild: refaire });
        const wrong = checkTotals.filter((each) => each.wrong > 0);
        if (wrong.length === 0) {
          out.say('Les chiffres tenus à jour sont ceux des données chargées.', 'good');
          return exitCodes.done;
        }
        for (const { table, wrong: count } of wrong)
          out.say(`${table} : ${counted(count, 'ligne fausse', 'lignes fausses')}`, 'bad');
        out.say('Pour les refaire : npm run -s ctg -- verify --refaire');
        return exitCodes.refused;
      }),
    );
}
