import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { territoryIfAny } from '../../territory/territory.resolver.js';
import {
  CommuneType,
  CountryType,
  DepartmentType,
  EpciType,
  RegionType,
} from '../../territory/territory.type.js';
import { conventionByReference } from '../convention.resolver.js';
import { ConventionType } from '../convention.type.js';

/** A key of a row remembers the ids of what it names, which is looked up if it is asked for. */
export interface AreaKey {
  readonly region: string | null;
  readonly department: string | null;
  readonly convention: string | null;
}
export interface PlaceKey extends AreaKey {
  readonly country: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
}

/** In French: when each is empty, where that is not plain. */
interface Words {
  readonly convention: string;
  readonly epci: string;
  readonly commune: string;
}

/** The resolver of what the keys of a table name, for one of régions, départements and conventions alone. */
export function areaKeyResolver(key: ClassType, words: Pick<Words, 'convention'>) {
  @Resolver(() => key)
  class AreaKeyResolver {
    @FieldResolver(() => RegionType, { nullable: true, description: 'Région.' })
    region(@Root() { region }: AreaKey, @Ctx() context: Context) {
      return territoryIfAny(context, region);
    }

    @FieldResolver(() => DepartmentType, { nullable: true, description: 'Département.' })
    department(@Root() { department }: AreaKey, @Ctx() context: Context) {
      return territoryIfAny(context, department);
    }

    @FieldResolver(() => ConventionType, { nullable: true, description: words.convention })
    convention(@Root() { convention }: AreaKey, @Ctx() context: Context) {
      return convention === null ? null : conventionByReference(context, convention);
    }
  }
  return AreaKeyResolver;
}

/** The same for a table of every level of territories. */
export function placeKeyResolver(key: ClassType, words: Words) {
  @Resolver(() => key)
  class PlaceKeyResolver extends areaKeyResolver(key, words) {
    @FieldResolver(() => CountryType, { nullable: true, description: 'La France entière.' })
    country(@Root() { country }: PlaceKey, @Ctx() context: Context) {
      return territoryIfAny(context, country);
    }

    @FieldResolver(() => EpciType, { nullable: true, description: words.epci })
    epci(@Root() { epci }: PlaceKey, @Ctx() context: Context) {
      return territoryIfAny(context, epci);
    }

    @FieldResolver(() => CommuneType, { nullable: true, description: words.commune })
    commune(@Root() { commune }: PlaceKey, @Ctx() context: Context) {
      return territoryIfAny(context, commune);
    }
  }
  return PlaceKeyResolver;
}
