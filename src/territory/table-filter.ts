import type { Context } from '../graphql/context.js';
import { readList } from '../graphql/list.js';
import type { PopulationBand } from './population-band.rules.js';
import { areOutside, type TableFilter } from './table-filter.sql.js';
import type { TerritoryRef } from './territory.input.js';
import { territoryOfRef } from './territory.resolver.js';
import { country } from './territory.rules.js';

interface FilterArgs {
  readonly territories?: readonly TerritoryRef[] | null;
  readonly populationBands?: readonly PopulationBand[] | null;
}

/** The lists of a filter, before anything is looked up. @throws HubError `EMPTY_LIST`, `LIST_TOO_LONG` */
export const checkFilter = ({ territories, populationBands }: FilterArgs) => ({
  wanted: readList('territories', territories),
  bands: readList('populationBands', populationBands),
});

/** Why a table in which nothing is counted counts nothing, where its territories are the reason: they are elsewhere; else null. */
export async function whyOutside(
  { em }: Context,
  { within, territories }: TableFilter & { readonly within: { readonly id: string } },
): Promise<string | null> {
  if (territories === null || !(await areOutside(em, territories, within.id))) return null;
  return (
    'Les territoires demandés par « territories » sont hors de « within » : rien d’eux n’est compté, et ce n’est ni zéro, ni inconnu. ' +
    'Demandez par « within » un territoire qui les contient, ou enlevez-le.'
  );
}

/** The filter that they are; the whole country keeps all. @throws HubError as `territoryOfRef` */
export async function readFilter(
  context: Context,
  { wanted, bands }: ReturnType<typeof checkFilter>,
): Promise<TableFilter> {
  if (wanted === null) return { territories: null, bands };
  const ids = await Promise.all(wanted.map(async (each) => (await territoryOfRef(context, each)).id));
  return { territories: ids.includes(country.id) ? null : [...new Set(ids)], bands };
}
