import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import { isGiven } from '../access/given-datasets.js';
import { datasetsOf } from '../access/matrix/dataset.rules.js';
import type { Context } from '../graphql/context.js';
import { catalogue } from './catalogue.rules.js';
import { CatalogueTable } from './catalogue.type.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => [CatalogueTable], {
    description:
      'Le catalogue : les tables que l’accès de qui demande permet d’interroger, leurs mesures (définition, formule, unité) et leurs ' +
      'dimensions, avec ce qui se combine.',
  })
  catalogue(@Info() { schema }: GraphQLResolveInfo, @Ctx() { viewer }: Context): readonly CatalogueTable[] {
    const type = schema.getQueryType();
    if (!type) return [];
    return catalogue.filter(
      ({ query }) => query in type.getFields() && isGiven(viewer, datasetsOf(type, query)),
    );
  }
}
