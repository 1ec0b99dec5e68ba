import type { GraphQLResolveInfo } from 'graphql';
import { Info, Query, Resolver } from 'type-graphql';
import { catalogue } from './catalogue.rules.js';
import { CatalogueTable } from './catalogue.type.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => [CatalogueTable], {
    description:
      'Le catalogue : les tables que l’accès de qui demande permet d’interroger, leurs mesures (définition, formule, unité) et leurs ' +
      'dimensions, avec ce qui se combine.',
  })
  catalogue(@Info() { schema }: GraphQLResolveInfo): readonly CatalogueTable[] {
    const fields = schema.getQueryType()?.getFields() ?? {};
    return catalogue.filter(({ query }) => query in fields);
  }
}
