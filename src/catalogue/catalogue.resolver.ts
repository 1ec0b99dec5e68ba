import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import { isGiven } from '../access/given-datasets.js';
import { datasetsOf } from '../access/matrix/dataset.rules.js';
import type { Context } from '../graphql/context.js';
import { catalogue } from './catalogue.rules.js';
import { CatalogueField, CatalogueTable } from './catalogue.type.js';
import { isSaidBy, measureFields } from './catalogue-fields.rules.js';
import { givenFields, givenTypes } from './given-types.js';
import { argumentsOf, ordersOf } from './table-arguments.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => [CatalogueTable], {
    description:
      'Le catalogue : les tables que l’accès de qui demande permet d’interroger, leurs mesures (définition, formule, unité), leurs ' +
      'dimensions, avec ce qui se combine, leurs ordres, et tout ce que l’on peut leur demander.',
  })
  catalogue(@Info() { schema }: GraphQLResolveInfo, @Ctx() { viewer }: Context): readonly CatalogueTable[] {
    const type = schema.getQueryType();
    if (!type) return [];
    return catalogue
      .filter(({ query }) => query in type.getFields() && isGiven(viewer, datasetsOf(type, query)))
      .map((table) => ({
        ...table,
        arguments: argumentsOf(type, table.query),
        orders: ordersOf(type, table.query),
      }));
  }

  @Query(() => [CatalogueField], {
    description:
      'Le catalogue des mesures qui sont des champs, hors des tables : celles que l’accès de qui demande permet de lire, avec leur ' +
      'définition, leur formule, leur unité, et les types où elles sont.',
  })
  catalogueFields(
    @Info() { schema }: GraphQLResolveInfo,
    @Ctx() { viewer }: Context,
  ): readonly CatalogueField[] {
    const all = givenTypes(schema, viewer).flatMap((type) =>
      givenFields(type, viewer).map((field) => ({ type, field })),
    );
    return measureFields.flatMap((facts) => {
      const places = all.filter(({ field }) => isSaidBy(facts, field));
      if (places.length === 0) return [];
      return {
        ...facts,
        ofConvention: facts.ofConvention ?? null,
        on: places.map(({ type }) => type.name),
        arguments: [...new Set(places.flatMap(({ field }) => field.args.map(({ name }) => name)))],
      };
    });
  }
}
