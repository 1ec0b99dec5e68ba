import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { audienceOf } from '../config/secrecy.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { DatasetName, datasetLabels } from '../provenance/dataset-name.js';
import type { ScopedPassport } from '../provenance/passport.js';
import { Passport, PassportUnit } from '../provenance/provenance.type.js';
import { territoryById } from '../territory/territory.resolver.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import type { Viewer } from '../viewer.js';
import { FigureReach } from './figure-reach.type.js';
import { reachOf } from './reach.js';
import { wholesAmong } from './wholes.sql.js';

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
  async reach(@Root() passport: ScopedPassport, @Ctx() context: Context): Promise<FigureReach> {
    const reach = reachOf(context.viewer);
    const isPublished = audienceOf(context.viewer.role) !== null;
    const published = isPublished
      ? ' Le secret statistique en cache les montants et les effectifs trop petits.'
      : '';
    if (reach === null)
      return {
        isLimited: false,
        note: `Fait de tout ce que le hub contient.${published}`,
        datasets: [],
        territoryIds: [],
      };
    const territories = await territoriesOf(context, reach.territories);
    const names = territories.map(named).join(', ') || 'aucun territoire';
    const wider = await widerTerritory(context, passport);
    const madeOf = wider
      ? `Donné par sa source pour tout le territoire ${named(wider)}, plus large que ce que cet accès montre (${names}), et tel qu’il se ` +
        'publie aux partenaires.'
      : `Fait de ce que cet accès montre, et de rien d’autre : ${names}.`;
    const note = madeOf + datasetNote(context.viewer) + published;
    const datasets = context.viewer.datasets ?? [];
    return { isLimited: true, note, datasets, territoryIds: reach.territories };
  }
}

const datasetNote = ({ datasets }: Viewer): string => {
  const given = Object.values(DatasetName).filter((each) => datasets?.includes(each));
  return given.length > 0
    ? ` Jeux de données de cet accès : ${given.map((each) => datasetLabels[each]).join(', ')}.`
    : '';
};

const named = ({ name, code }: TerritoryRow): string => `${name} (${code})`;

const isWhole = batched(
  ({ em }: Context, ids: readonly string[]) => wholesAmong(em, ids),
  () => false,
);

/** The territory that a value of its own source is of, where the viewer does not see all of it: only such a value is of more than they see. */
async function widerTerritory(
  context: Context,
  { scope: { kind, id, dataset }, unit }: ScopedPassport,
): Promise<TerritoryRow | null> {
  const isOfSource =
    kind === 'territory' && dataset === DatasetName.INDICATORS && unit === PassportUnit.TERRITORY;
  return isOfSource && !(await isWhole(context, id, {})) ? territoryById(context, id) : null;
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
