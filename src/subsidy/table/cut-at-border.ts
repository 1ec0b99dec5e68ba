import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { isFiltered, type TableFilter } from '../../territory/table-filter.sql.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import { type CutQuestion, cutTerritories, pairOf } from './cut-territories.sql.js';
import type { Key } from './subsidy-table-row.js';

const cut = batched(
  ({ em }: Context, pairs: readonly string[], question: CutQuestion) => cutTerritories(em, pairs, question),
  () => false,
);

const { COMMUNE, EPCI } = TerritoryKind;

/**
 * By the smallest territory of the key: all that the row is grouped by, the table itself and its filter may leave a part of it out.
 * @param isOfMoney whether what EPCI have themselves is a part, too
 */
export async function isCutAtBorder(
  context: Context,
  { region, department, epci }: Pick<Key, 'region' | 'department' | 'epci'>,
  { within, territories, bands }: TableFilter & { readonly within: { readonly id: string } },
  isOfMoney: boolean,
): Promise<boolean> {
  const area = epci ?? department ?? region;
  if (area === null) return false;
  const filter = { territories, bands };
  const wholes = new Set(
    [within.id, department, region].filter((each) => each !== null && each !== country.id),
  );
  // A filter alone may cut it.
  if (isFiltered(filter)) wholes.add(area);
  else wholes.delete(area);
  const question = { ...filter, kinds: isOfMoney ? [COMMUNE, EPCI] : [COMMUNE] };
  const each = [...wholes].map((whole) => cut(context, pairOf({ area, whole: whole as string }), question));
  return (await Promise.all(each)).includes(true);
}
