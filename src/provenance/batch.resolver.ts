import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { connect, connectionOf, readPage } from '../graphql/page.js';
import { readText } from '../graphql/text.js';
import { BatchArgs } from './batch.input.js';
import { newestBatches, newestFirst } from './batch.sql.js';
import { BatchType } from './batch.type.js';
import { isOwn } from './batch-owner.rules.js';
import { batchOf, findBatch } from './batches.js';
import { batchDatasets } from './dataset-name.js';

const BatchConnection = connectionOf(() => BatchType, 'Batch', 'de chargements');

@Resolver(() => BatchType)
export class BatchResolver {
  @Query(() => BatchConnection, {
    description:
      'Les chargements acceptés, du plus récent au plus ancien, avec tout ce qu’ils ont trouvé à dire.',
  })
  async batches(
    @Args(() => BatchArgs) { dataset, author, first, after }: BatchArgs,
    @Ctx() context: Context,
  ) {
    const filter = {
      dataset: dataset == null ? null : batchDatasets[dataset],
      author: author == null ? null : readText('author', author),
    };
    const slice = await newestBatches(context.em, filter, readPage(first, after, newestFirst));
    return connect(context, slice, ({ revision }) => [String(-revision)]);
  }

  @Query(() => BatchType, { description: 'Un chargement, par son numéro de révision.' })
  async batch(
    @Arg('revision', () => Int, { description: 'Numéro de révision.' }) revision: number,
    @Ctx() context: Context,
  ): Promise<BatchType> {
    const batch = await findBatch(context, revision);
    if (batch === null) throw new HubError('UNKNOWN_BATCH', { revision });
    return batch;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Vrai si « undoBatch » peut l’annuler avec l’accès de qui demande, sauf si un chargement postérieur s’appuie sur lui : ' +
      'l’essai (dryRun) le dit.',
  })
  isUndoable(@Root() { isStanding, rights }: BatchType, @Ctx() { viewer }: Context): boolean {
    return isStanding && isOwn(viewer, rights === null ? null : { rights });
  }

  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'L’annulation qui a défait ce chargement ; vide s’il tient toujours.',
  })
  undoneBy(@Root() { undoneByRevision }: BatchType, @Ctx() context: Context) {
    return undoneByRevision === null ? null : batchOf(context, undoneByRevision);
  }

  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'Le chargement que cette annulation défait ; vide si ce n’en est pas une.',
  })
  undoes(@Root() { undoesRevision }: BatchType, @Ctx() context: Context) {
    return undoesRevision === null ? null : batchOf(context, undoesRevision);
  }
}
