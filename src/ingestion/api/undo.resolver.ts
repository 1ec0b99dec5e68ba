import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { BatchType } from '../../provenance/batch.type.js';
import { batchOf } from '../../provenance/batches.js';
import { UndoReportType } from './undo.type.js';

@Resolver(() => UndoReportType)
export class UndoReportResolver {
  @FieldResolver(() => BatchType, { description: 'Le chargement annulé.' })
  undoneBatch(@Root() { undone }: UndoReportType, @Ctx() context: Context) {
    return batchOf(context, undone);
  }
}
