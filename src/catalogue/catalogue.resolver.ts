import { Query, Resolver } from 'type-graphql';
import { catalogue } from './catalogue.rules.js';
import { CatalogueTable } from './catalogue.type.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => [CatalogueTable], {
    description:
      'Le catalogue : les tables, leurs mesures (définition, formule, unité) et leurs dimensions, avec ce qui se combine.',
  })
  catalogue(): readonly CatalogueTable[] {
    return catalogue;
  }
}
