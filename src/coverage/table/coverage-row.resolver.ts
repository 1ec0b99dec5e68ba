import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConventionConnection, type ConventionRow } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { Passport } from '../../provenance/provenance.type.js';
import { isCutAtBorder } from '../../subsidy/table/cut-at-border.js';
import { coveragePassport } from '../coverage.resolver.js';
import type { CommuneCoverageRow } from '../coverage.sql.js';
import {
  CommuneCoverageArgs,
  CommuneCoverageConnection,
  type CommuneCoverageState,
} from '../coverage.type.js';
import {
  communesOfRows,
  conventionsOfRows,
  type RowLevel,
  rowCommuneOrder,
  rowConventionOrder,
  rowKey,
} from './coverage-row.sql.js';
import { CoverageDimension } from './coverage-table.rules.js';
import { CoverageTableRow } from './coverage-table.type.js';
import type { AnsweredRow } from './coverage-table-row.js';

interface Listed {
  readonly level: RowLevel;
  readonly page: Page;
}
const communes = batched(
  (
    { em }: Context,
    keys: readonly string[],
    { level, states, page }: Listed & { readonly states: readonly CommuneCoverageState[] | null },
  ) => communesOfRows(em, level, keys, states, page),
  (): Slice<CommuneCoverageRow> => emptySlice(),
);
const conventions = batched(
  ({ em }: Context, keys: readonly string[], { level, page }: Listed) =>
    conventionsOfRows(em, level, keys, page),
  (): Slice<ConventionRow> => emptySlice(),
);

/** What a row rests on: nothing but what its own figures tell. */
export function rowPassport(context: Context, { key, question, counted }: AnsweredRow): Promise<Passport> {
  const { convention, commune, epci, department, region } = key;
  const scope = convention === null ? 'territory' : 'convention';
  const id = convention ?? commune ?? epci ?? department ?? region ?? question.within.id;
  return coveragePassport(
    context,
    { scope, id, on: counted.date },
    {
      ...counted,
      population: counted.population ?? 0,
      conventionsWithoutPerimeter: counted.withoutPerimeter,
    },
  );
}

@Resolver(() => CoverageTableRow)
export class CoverageTableRowResolver {
  @FieldResolver(() => Boolean)
  async cutAtBorder(
    @Root() { key, dimensions, question }: AnsweredRow,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return !dimensions.includes(CoverageDimension.COMMUNE) && isCutAtBorder(context, key, question, false);
  }

  @FieldResolver(() => Passport, {
    description:
      'Sur quoi la ligne repose. Attendu : ses communes ; communiqué : celles qui sont sous une convention en vigueur, ou dont les ' +
      'dates ne disent pas si elle l’est.',
  })
  passport(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<Passport> {
    return rowPassport(context, row);
  }

  @FieldResolver(() => CommuneCoverageConnection, {
    description:
      'Les communes de la ligne, avec les mêmes filtres, par ordre alphabétique : leur nombre est « communeCount ». Dans la ligne ' +
      'd’une convention, ce que cette convention fait de chacune.',
  })
  async communeStates(
    @Root() { counted, dimensions, question }: AnsweredRow,
    @Args(() => CommuneCoverageArgs) { states, first, after }: CommuneCoverageArgs,
    @Ctx() context: Context,
  ) {
    const slice = await communes(context, rowKey(dimensions, counted), {
      level: { question, dimensions },
      states: readList('states', states),
      page: readPage(first, after, rowCommuneOrder),
    });
    return connect(context, slice, ({ searchName, territoryId }) => [searchName, territoryId]);
  }

  @FieldResolver(() => ConventionConnection, {
    description:
      'Les conventions en vigueur de la ligne, avec les mêmes filtres, par référence : leur nombre est « conventionsInForce ».',
  })
  async conventions(
    @Root() { counted, dimensions, question }: AnsweredRow,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, rowConventionOrder);
    const slice = await conventions(context, rowKey(dimensions, counted), {
      level: { question, dimensions },
      page,
    });
    return connect(context, slice, ({ reference }) => [reference]);
  }
}
