import type { Command } from 'commander';
import { counted } from '../ingestion/report/told-report.js';
import { exitCodes, withHub } from './session.js';

interface Answer {
  readonly checkTotals: readonly { readonly table: string; readonly wrong: number }[];
}

const mutation = `mutation CheckTotals($rebuild: Boolean!) { checkTotals(rebuild: $rebuild) { table wrong } }`;

/** Whether the sums that loads keep are those of the amounts. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .option('--refaire', 'refait d’abord toutes les sommes à partir des montants')
    .description('Vérifie que les sommes tenues à jour sont bien celles des montants.')
    .action(({ refaire = false }: { refaire?: boolean }, command: Command) =>
      withHub(command, async ({ hub, out }) => {
        const { checkTotals } = await hub.ask<Answer>(mutation, { rebuild: refaire });
        const wrong = checkTotals.filter((each) => each.wrong > 0);
        if (wrong.length === 0) {
          out.say('Les sommes tenues à jour sont celles des montants.', 'good');
          return exitCodes.done;
        }
        for (const { table, wrong: count } of wrong)
          out.say(`${table} : ${counted(count, 'ligne fausse', 'lignes fausses')}`, 'bad');
        out.say('Pour les refaire : npm run -s ctg -- verify --refaire');
        return exitCodes.refused;
      }),
    );
}
