import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { connect, emptySlice, type ListOrder, type Page, readPage, type Slice } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { asksOnly } from '../graphql/selection.js';
import { throughShared } from '../graphql/shared-rows.js';
import { readText } from '../graphql/text.js';
import { type CommuneFilter, CommuneListArgs } from './territory.input.js';
import { foldName } from './territory.rules.js';
import {
  communeOrder,
  communesOf,
  departmentOrder,
  departmentsOf,
  epciOrder,
  epcisOf,
} from './territory.sql.js';
import {
  AdministrativeAreaType,
  briefTerritoryFields,
  CommuneConnection,
  CountryType,
  DepartmentConnection,
  EpciConnection,
  RegionType,
  TerritoryGroupType,
  type TerritoryRow,
} from './territory.type.js';

type Read<A> = (
  em: Context['em'],
  ids: readonly string[],
  asked: A,
) => Promise<ReadonlyMap<string, Slice<TerritoryRow>>>;

/** The lists of territories hardly ever change, as the territories themselves: questions share their pages. */
const sharedLists = <A extends object>(name: string, read: Read<A>) =>
  batched(
    (context: Context, ids: readonly string[], asked: A) =>
      throughShared(
        context,
        `${name} ${JSON.stringify(asked)}`,
        ids,
        (missing) => read(context.em, missing, asked),
        ({ items }) => items.length + 1,
      ),
    (): Slice<TerritoryRow> => emptySlice(),
  );

interface CommunesAsked {
  readonly page: Page;
  readonly filter: CommuneFilter;
  readonly isBrief: boolean;
}
const communes = sharedLists<CommunesAsked>('communes', communesOf);
const epcis = sharedLists<Page>('epcis', epcisOf);
const departments = sharedLists<Page>('departments', departmentsOf);

const cursorOf = ({ searchName, id }: TerritoryRow) => [searchName, id];
const pageOf = ({ first, after }: PageArgs, order: ListOrder): Page => readPage(first, after, order);

/** @throws HubError `INVALID_TEXT`, or `TEXT_TOO_SHORT` when nothing is left to compare */
function readFilter(filter: CommuneFilter | null | undefined): CommuneFilter {
  if (filter?.name == null) return filter ?? {};
  const name = readText('filter.name', filter.name);
  if (foldName(name) === '') throw new HubError('TEXT_TOO_SHORT', { name: 'filter.name', minimum: 1 });
  return { ...filter, name };
}

@Resolver(() => TerritoryGroupType)
export class TerritoryGroupResolver {
  @FieldResolver(() => CommuneConnection, {
    description: 'Toutes ses communes, par ordre alphabétique, avec ou sans CTG.',
  })
  async communes(
    @Root() { id }: TerritoryRow,
    @Args(() => CommuneListArgs) args: CommuneListArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const [page, filter] = [pageOf(args, communeOrder), readFilter(args.filter)];
    const isBrief = asksOnly(info, briefTerritoryFields);
    return connect(context, await communes(context, id, { page, filter, isBrief }), cursorOf);
  }
}

@Resolver(() => AdministrativeAreaType)
export class AdministrativeAreaResolver {
  @FieldResolver(() => EpciConnection, {
    description:
      'Les EPCI qui y ont au moins une commune, par ordre alphabétique ; « departments » dit ceux qui débordent.',
  })
  async epcis(@Root() { id }: TerritoryRow, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return connect(context, await epcis(context, id, pageOf(args, epciOrder)), cursorOf);
  }
}

async function departmentsIn(context: Context, id: string, args: PageArgs) {
  return connect(context, await departments(context, id, pageOf(args, departmentOrder)), cursorOf);
}

const departmentsField = { description: 'Ses départements, par ordre alphabétique.' };

@Resolver(() => RegionType)
export class RegionResolver {
  @FieldResolver(() => DepartmentConnection, departmentsField)
  departments(@Root() { id }: TerritoryRow, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return departmentsIn(context, id, args);
  }
}

@Resolver(() => CountryType)
export class CountryResolver {
  @FieldResolver(() => DepartmentConnection, departmentsField)
  departments(@Root() { id }: TerritoryRow, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return departmentsIn(context, id, args);
  }
}
