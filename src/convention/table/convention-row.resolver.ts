import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { yearOf } from '../../calendar.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { passport } from '../../provenance/passport.js';
import { Passport, PassportUnit } from '../../provenance/provenance.type.js';
import { conventionByReference } from '../convention.resolver.js';
import { ConventionConnection } from '../convention.type.js';
import {
  basesOfRows,
  type ConventionRowBasis,
  type ConventionRowLevel,
  conventionRowKey,
  conventionRowOrder,
  conventionsOfRows,
} from './convention-row.sql.js';
import type { ConventionTableQuestion } from './convention-table.sql.js';
import { type ConventionTableKey, ConventionTableRow } from './convention-table.type.js';
import type { AreaKey } from './table-key.resolver.js';

interface ListAsked {
  readonly level: ConventionRowLevel;
  readonly page: Page;
}
const lists = batched(
  ({ em }: Context, keys: readonly string[], { level, page }: ListAsked) =>
    conventionsOfRows(em, level, keys, page),
  (): Slice<{ reference: string }> => emptySlice(),
);

const bases = batched(
  ({ em }: Context, keys: readonly string[], { level }: { readonly level: ConventionRowLevel }) =>
    basesOfRows(em, level, keys),
  (key): ConventionRowBasis => {
    throw new Error(`No basis of the row ${key}`);
  },
);

/** A row remembers what it was asked, to say on what it rests and to list what it counts. */
export type AnsweredConventionRow = Omit<ConventionTableRow, 'key'> & {
  readonly key: ConventionTableKey & AreaKey;
  readonly question: ConventionTableQuestion;
};

const definition =
  'Conventions qui touchent le territoire et répondent aux filtres. Attendu : celles que le hub connaît, car il peut en exister ' +
  'd’autres. Communiqué : celles dont la source donne le début, la fin et toutes les communes.';

/** What a row, or a whole table, rests on. */
export async function rowPassport(
  context: Context,
  { key, dimensions, question }: AnsweredConventionRow,
): Promise<Passport> {
  const { within, on } = question;
  const level = { question, dimensions };
  const basis = await bases(context, conventionRowKey(dimensions, key), { level });
  return passport(context, {
    scope: {
      kind: 'territory',
      id: within.id,
      dataset: DatasetName.CONVENTIONS,
      fiscalYear: yearOf(on),
      on,
      nature: null,
    },
    unit: PassportUnit.CONVENTION,
    expected: basis.conventions,
    reported: basis.documented,
    expectedPopulation: basis.population,
    reportedPopulation: basis.reportedPopulation,
    oldestInputAt: basis.oldestInputAt,
    freshestInputAt: basis.freshestInputAt,
    demonstration: basis.demonstration,
    definition,
  });
}

@Resolver(() => ConventionTableRow)
export class ConventionTableRowResolver {
  @FieldResolver(() => Passport, {
    description:
      'Sur quoi la ligne repose. Attendu : ses conventions ; communiqué : celles dont la source donne le début, la fin et toutes les ' +
      'communes. Les habitants attendus, et « completeness », sont ceux du territoire de la table : la ligne n’en est qu’une part.',
  })
  passport(@Root() row: AnsweredConventionRow, @Ctx() context: Context): Promise<Passport> {
    return rowPassport(context, row);
  }

  @FieldResolver(() => ConventionConnection, {
    description:
      'Les conventions que la ligne compte, avec les mêmes filtres, par référence : leur nombre est « conventions ».',
  })
  async conventionList(
    @Root() { key, dimensions, question }: AnsweredConventionRow,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, conventionRowOrder);
    const level = { question, dimensions };
    const slice = await lists(context, conventionRowKey(dimensions, key), { level, page });
    const found = await Promise.all(
      slice.items.map(({ reference }) => conventionByReference(context, reference)),
    );
    const items = found.filter((convention) => convention !== null);
    return connect(context, { ...slice, items }, ({ reference }) => [reference]);
  }
}
