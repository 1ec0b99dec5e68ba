import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { audienceOf } from '../config/secrecy.js';
import type { Context } from '../graphql/context.js';
import { Passport } from '../provenance/provenance.type.js';
import { territoryById } from '../territory/territory.resolver.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { FigureReach } from './figure-reach.type.js';
import { reachOf } from './reach.js';

/** Read once a request, however many passports tell it. */
async function territoriesOf(context: Context, ids: readonly string[]): Promise<TerritoryRow[]> {
  const found = await Promise.all(ids.map((id) => territoryById(context, id)));
  return found.filter((each) => each !== null);
}

@Resolver(() => Passport)
export class PassportReachResolver {
  @FieldResolver(() => FigureReach, {
    description: 'De quoi le chiffre est fait : de tout, ou de ce que l’accès de qui demande montre.',
  })
  async reach(@Ctx() context: Context): Promise<FigureReach> {
    const reach = reachOf(context.viewer);
    const isPublished = audienceOf(context.viewer.role) !== null;
    const published = isPublished
      ? ' Le secret statistique en cache les montants et les effectifs trop petits.'
      : '';
    if (reach === null)
      return { isLimited: false, note: `Fait de tout ce que le hub contient.${published}`, territoryIds: [] };
    const territories = await territoriesOf(context, reach.territories);
    const names = territories.map(({ name, code }) => `${name} (${code})`).join(', ');
    const note = `Fait de ce que cet accès montre, et de rien d’autre : ${names || 'aucun territoire'}.${published}`;
    return { isLimited: true, note, territoryIds: reach.territories };
  }
}

@Resolver(() => FigureReach)
export class FigureReachResolver {
  @FieldResolver(() => [TerritoryType], {
    description: 'Les territoires auxquels l’accès se limite ; vide s’il ne se limite pas.',
  })
  territories(@Root() { territoryIds }: FigureReach, @Ctx() context: Context) {
    return territoriesOf(context, territoryIds);
  }
}
