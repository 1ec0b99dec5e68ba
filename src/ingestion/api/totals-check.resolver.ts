import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { assertWritable, type Context } from '../../graphql/context.js';
import { currentRevision, keepVerdict } from '../../provenance/totals-verdict.sql.js';
import { rebuildWholes, wrongWholes } from '../../territory/wholes.sql.js';
import { lockLoads } from '../landing/batch.js';
import { rebuildKept, wrongKept } from '../landing/kept.js';
import { TotalsCheck } from './totals-check.type.js';

@Resolver()
export class TotalsCheckResolver {
  @Mutation(() => [TotalsCheck], {
    description:
      'Recalcule, des données chargées, les chiffres que le hub tient à jour, et dit ce qui diffère. Une mutation, car ' +
      'c’est un long travail ; rien n’est écrit sans « rebuild ».',
  })
  checkTotals(
    @Arg('rebuild', () => Boolean, {
      defaultValue: false,
      description: 'Vrai pour les refaire d’abord, toutes.',
    })
    rebuild: boolean,
    @Ctx() context: Context,
  ): Promise<TotalsCheck[]> {
    assertWritable(context);
    return context.fork().transactional(async (em) => {
      // No load may write between what is compared.
      await lockLoads(em);
      if (rebuild) {
        await rebuildWholes(em);
        await rebuildKept(em);
      }
      const counts = { ...(await wrongWholes(em)), ...(await wrongKept(em)) };
      await keepVerdict(em, 'REQUEST', await currentRevision(em), counts);
      return Object.entries(counts).map(([table, wrong]) => ({ table, wrong }));
    });
  }
}
