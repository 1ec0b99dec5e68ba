import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { BatchType } from '../../provenance/batch.type.js';
import { batchOf } from '../../provenance/batches.js';
import { LoadReportType } from './report.type.js';

@Resolver(() => LoadReportType)
export class LoadReportResolver {
  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'Le chargement gardé ; vide si rien ne l’est.',
  })
  batch(@Root() { revision }: LoadReportType, @Ctx() context: Context) {
    return revision === null ? null : batchOf(context, revision);
  }
}
