import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, readPage } from '../graphql/page.js';
import { throughShared } from '../graphql/shared-rows.js';
import { readText } from '../graphql/text.js';
import { SearchArgs, type TerritoryRef } from './territory.input.js';
import { country, foldName, TerritoryKind, territoryId } from './territory.rules.js';
import {
  type AliasRow,
  aliasesByCode,
  currentVintage,
  departmentsTouched,
  matchOrder,
  searchTerritories,
  territoriesById,
} from './territory.sql.js';
import {
  CommuneType,
  CountryType,
  DepartmentType,
  EpciType,
  RegionType,
  TerritoryMatchConnection,
  type TerritoryRow,
  VintageType,
} from './territory.type.js';
import { wider } from './territory-levels.rules.js';

const territories = batched(
  (context: Context, ids: readonly string[]) =>
    throughShared(context, 'territory', ids, (missing) => territoriesById(context.em, missing)),
  (): TerritoryRow | null => null,
);
const aliases = batched(
  ({ em }: Context, codes: readonly string[]) => aliasesByCode(em, codes),
  (): AliasRow[] => [],
);

const departmentsOfEpci = batched(
  ({ em }: Context, ids: readonly string[]) => departmentsTouched(em, ids),
  (): TerritoryRow[] => [],
);

/** A territory by its internal key, read once per request. */
export const territoryById = (context: Context, id: string) => territories(context, id, {});

/** What to do about a code that nobody has: restore the zero that a spreadsheet ate, or search by name. */
async function hintFor(context: Context, kind: TerritoryKind, code: string): Promise<string> {
  const padded = `0${code}`;
  const isLostZero = /^\d+$/.test(code) && (await territoryById(context, territoryId(kind, padded)));
  return isLostZero
    ? `Un tableur a peut-être effacé le zéro de tête : essayez « ${padded} ».`
    : 'Cherchez-le par son nom avec « searchTerritories ».';
}

type UnknownCode = 'UNKNOWN_COMMUNE' | 'UNKNOWN_EPCI' | 'UNKNOWN_DEPARTMENT' | 'UNKNOWN_REGION';

async function unknown(context: Context, error: UnknownCode, kind: TerritoryKind, code: string) {
  return new HubError(error, { code: code.slice(0, 40), hint: await hintFor(context, kind, code) });
}

@Resolver()
export class TerritoryResolver {
  @Query(() => CommuneType, {
    nullable: true,
    description:
      'Une commune par son code INSEE. Un ancien code, ou celui d’une commune déléguée ou associée, mène à la ' +
      'commune d’aujourd’hui, et « resolvedFrom » le dit.',
  })
  async commune(
    @Arg('code', () => String, { description: 'Code INSEE, cinq caractères (exemple : 49018).' })
    code: string,
    @Ctx() context: Context,
  ): Promise<TerritoryRow> {
    const wanted = readText('code', code).toUpperCase();
    const current = await territoryById(context, territoryId(TerritoryKind.COMMUNE, wanted));
    if (current) return current;

    const found = await aliases(context, wanted, {});
    const successors = await Promise.all(found.map(({ territoryId: id }) => territoryById(context, id)));
    const [alias] = found;
    const [successor] = successors;
    if (!alias || !successor) throw await unknown(context, 'UNKNOWN_COMMUNE', TerritoryKind.COMMUNE, wanted);
    if (successors.length > 1) {
      const names = successors.map((each) => `${each?.name} (${each?.code})`);
      throw new HubError('AMBIGUOUS_COMMUNE', { code: wanted, successors: names });
    }
    return { ...successor, resolvedFrom: { requested: wanted, kind: alias.kind, name: alias.name } };
  }

  @Query(() => EpciType, { nullable: true, description: 'Un EPCI par son numéro SIREN.' })
  async epci(
    @Arg('code', () => String, { description: 'Numéro SIREN, neuf chiffres (exemple : 244900882).' })
    code: string,
    @Ctx() context: Context,
  ): Promise<TerritoryRow> {
    const wanted = readText('code', code).replace(/\s/g, '');
    const found = await territoryById(context, territoryId(TerritoryKind.EPCI, wanted));
    if (!found) throw await unknown(context, 'UNKNOWN_EPCI', TerritoryKind.EPCI, wanted);
    return found;
  }

  @Query(() => DepartmentType, { nullable: true, description: 'Un département par son code INSEE.' })
  async department(
    @Arg('code', () => String, { description: 'Code du département (exemples : 49, 2A, 974).' }) code: string,
    @Ctx() context: Context,
  ): Promise<TerritoryRow> {
    const wanted = readText('code', code).toUpperCase();
    const found = await territoryById(context, territoryId(TerritoryKind.DEPARTMENT, wanted));
    if (!found) throw await unknown(context, 'UNKNOWN_DEPARTMENT', TerritoryKind.DEPARTMENT, wanted);
    return found;
  }

  @Query(() => RegionType, { nullable: true, description: 'Une région par son code INSEE.' })
  async region(
    @Arg('code', () => String, { description: 'Code de la région (exemple : 52 pour les Pays de la Loire).' })
    code: string,
    @Ctx() context: Context,
  ): Promise<TerritoryRow> {
    const wanted = readText('code', code);
    const found = await territoryById(context, territoryId(TerritoryKind.REGION, wanted));
    if (!found) throw await unknown(context, 'UNKNOWN_REGION', TerritoryKind.REGION, wanted);
    return found;
  }

  @Query(() => CountryType, { nullable: true, description: 'La France entière.' })
  country(@Ctx() context: Context): Promise<TerritoryRow | null> {
    return territoryById(context, country.id);
  }

  @Query(() => TerritoryMatchConnection, {
    description: 'Cherche un territoire par son nom, actuel ou ancien. Le plus ressemblant d’abord.',
  })
  async searchTerritories(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: Context) {
    const text = readText('text', args.text);
    // What counts is what is left to compare: « %% » folds to nothing.
    if (foldName(text).length < 2) throw new HubError('TEXT_TOO_SHORT', { name: 'text', minimum: 2 });
    const kinds = readList('kinds', args.kinds) ?? Object.values(TerritoryKind);
    const department = args.department == null ? null : await this.department(args.department, context);
    const page = readPage(args.first, args.after, matchOrder);
    const slice =
      (await searchTerritories(context.em, text, kinds, department?.id ?? null, page)) ?? emptySlice();
    return connect(
      context,
      { ...slice, items: slice.items.map((row) => ({ ...row, territory: row })) },
      ({ distance, order, id }) => [String(distance), String(order), id],
    );
  }

  @Query(() => VintageType, {
    description: 'La géographie et les populations que suivent tous les territoires.',
  })
  vintage(@Ctx() { em }: Context): Promise<VintageType> {
    return currentVintage(em);
  }
}

const queries = new TerritoryResolver();

/**
 * The territory that an argument refers to; a code of yesterday leads to the commune of today.
 * @throws HubError `UNKNOWN_COMMUNE` and its like, `BAD_USER_INPUT`
 */
export async function territoryOfRef(context: Context, { kind, code }: TerritoryRef): Promise<TerritoryRow> {
  if (kind === TerritoryKind.COMMUNE) return queries.commune(code, context);
  if (kind === TerritoryKind.EPCI) return queries.epci(code, context);
  if (kind === TerritoryKind.DEPARTMENT) return queries.department(code, context);
  if (kind === TerritoryKind.REGION) return queries.region(code, context);
  const found = code === country.code ? await queries.country(context) : null;
  if (!found) throw new HubError('BAD_USER_INPUT', { detail: 'Le code de la France est « FR ».' });
  return found;
}

/** The key of the territory that an argument refers to, the whole country by default. @throws HubError as `territoryOfRef` */
export async function territoryOrCountry(
  context: Context,
  ref: TerritoryRef | null | undefined,
): Promise<Pick<TerritoryRow, 'id' | 'kind'>> {
  if (!ref) return { id: country.id, kind: TerritoryKind.COUNTRY };
  const { id, kind } = await territoryOfRef(context, ref);
  return { id, kind };
}

/**
 * Where a table is asked, and no wider than its dimensions.
 * @throws HubError `DIMENSION_TOO_WIDE`, and as `territoryOfRef`
 */
export async function tableTerritory(
  context: Context,
  ref: TerritoryRef | null | undefined,
  by: readonly string[],
): Promise<Pick<TerritoryRow, 'id' | 'kind'>> {
  // The level is in the question: nothing is looked up to refuse it.
  const dimension = wider(by, ref?.kind ?? TerritoryKind.COUNTRY);
  if (dimension !== undefined) throw new HubError('DIMENSION_TOO_WIDE', { dimension });
  return territoryOrCountry(context, ref);
}

/** The territory of a reference that may be empty. */
export const territoryIfAny = (context: Context, id: string | null) =>
  id === null ? null : territoryById(context, id);

@Resolver(() => CommuneType)
export class CommuneParentsResolver {
  @FieldResolver(() => EpciType, {
    nullable: true,
    description: 'L’EPCI dont la commune est membre ; vide pour les quelques communes qui n’en ont pas.',
  })
  epci(@Root() { epciId }: TerritoryRow, @Ctx() context: Context) {
    return territoryIfAny(context, epciId);
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: 'Son département.' })
  department(@Root() { departmentId }: TerritoryRow, @Ctx() context: Context) {
    return territoryIfAny(context, departmentId);
  }
}

@Resolver(() => EpciType)
export class EpciParentsResolver {
  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      'Le département où vivent le plus d’habitants de l’EPCI : celui dont les totaux le comptent.',
  })
  department(@Root() { departmentId }: TerritoryRow, @Ctx() context: Context) {
    return territoryIfAny(context, departmentId);
  }

  @FieldResolver(() => [DepartmentType], {
    description:
      'Tous les départements où l’EPCI a des communes : plus d’un s’il passe une limite départementale.',
  })
  departments(@Root() { id }: TerritoryRow, @Ctx() context: Context) {
    return departmentsOfEpci(context, id, {});
  }
}

@Resolver(() => DepartmentType)
export class DepartmentParentsResolver {
  @FieldResolver(() => RegionType, { nullable: true, description: 'Sa région.' })
  region(@Root() { regionId }: TerritoryRow, @Ctx() context: Context) {
    return territoryIfAny(context, regionId);
  }
}
