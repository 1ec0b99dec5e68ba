import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { passing } from '../../graphql/keeping.js';
import { isOwn } from '../../provenance/batch-owner.rules.js';
import { reportJson } from '../report/report-json.js';
import { findRun, type LoadRun, runningLoads } from '../running-loads.js';
import { LoadRunType } from './load-run.type.js';

/** Asks nothing of the base: it must answer while the base is busy with the very load that is asked about. */
@Resolver()
export class LoadRunResolver {
  @Query(() => [LoadRunType], {
    description:
      'Les chargements en cours, et ceux finis depuis une heure au plus : le plus récent d’abord. Un accès limité à des ' +
      'territoires y trouve les siens.',
  })
  runningLoads(@Ctx() context: Context): LoadRunType[] {
    passing(context);
    return runningLoads(context)
      .filter(({ owner }) => isOwn(context.viewer, owner))
      .map(runOf);
  }

  @Query(() => LoadRunType, {
    nullable: true,
    description:
      'Un chargement en cours, ou fini depuis une heure au plus ; vide s’il n’est plus en mémoire.',
  })
  loadRun(
    @Arg('id', () => String, { description: 'Identifiant donné au départ.' }) id: string,
    @Ctx() context: Context,
  ): LoadRunType | null {
    passing(context);
    const run = findRun(context, id, context.viewer);
    return run && runOf(run);
  }
}

const runOf = (run: LoadRun): LoadRunType => ({ ...run, report: run.report && reportJson(run.report) });
