import { ownText } from '../../files/own-text.js';
import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import { optionalListed } from '../columns/words.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearest } from '../report/suggestion.js';
import { findTerritory } from './find-territory.js';
import type { IndexedTerritory } from './territory-index.js';

/** Cells by which a row of a flat data set says which territory it is about; its columns have these names. */
interface TerritoryCells {
  readonly kind: string | null;
  readonly code: string | null;
  readonly territoryName: string | null;
  readonly department: string | null;
}

/** Looks for the territory of a row that another cell keeps out already, so that both are said at once. */
export function alsoCheckTerritory(
  { at, values }: { readonly at: RowPlace; readonly values: Partial<TerritoryCells> },
  context: CheckContext,
): void {
  const { kind, code, territoryName, department } = values;
  if (kind === undefined || code === undefined || territoryName === undefined || department === undefined)
    return;
  territoryOfRow(at, { kind, code, territoryName, department }, context);
}

/** How files name each kind of territory; templates and exports write these. */
export const territoryKindLabels: Readonly<Record<TerritoryKind, string>> = {
  [TerritoryKind.COMMUNE]: 'commune',
  [TerritoryKind.EPCI]: 'EPCI',
  [TerritoryKind.DEPARTMENT]: 'département',
  [TerritoryKind.REGION]: 'région',
  [TerritoryKind.COUNTRY]: 'pays',
};

/** The column by which a row says of which kind its territory is. */
export const territoryKindColumn = optionalListed(
  [
    ['territory_kind', 'type de territoire'],
    'commune, EPCI, département, région ou pays ; à défaut, un code de 5 caractères est une commune, de 9 un EPCI',
  ],
  Object.values(territoryKindLabels),
);

const kindWords: Readonly<Record<string, TerritoryKind>> = {
  ...Object.fromEntries(
    Object.entries(territoryKindLabels).map(([kind, label]) => [foldName(label), kind as TerritoryKind]),
  ),
  'commune nouvelle': TerritoryKind.COMMUNE,
  intercommunalite: TerritoryKind.EPCI,
  'communaute de communes': TerritoryKind.EPCI,
  'communaute d agglomeration': TerritoryKind.EPCI,
  'communaute urbaine': TerritoryKind.EPCI,
  metropole: TerritoryKind.EPCI,
  cc: TerritoryKind.EPCI,
  ca: TerritoryKind.EPCI,
  cu: TerritoryKind.EPCI,
};

const kindLabels = `Attendu : ${Object.values(territoryKindLabels).join(', ')}.`;
const maximumKnown = 50_000;

/** Territories that rows named without any remark: a file names the same few thousand times, and one row after the other. */
class KnownTerritories {
  readonly #known = new Map<string, IndexedTerritory>();
  #last: TerritoryCells | null = null;
  #lastFound: IndexedTerritory | undefined;

  find(named: TerritoryCells): IndexedTerritory | undefined {
    if (this.#last === null || !isSame(this.#last, named)) {
      this.#last = named;
      this.#lastFound = this.#known.get(keyOf(named));
    }
    return this.#lastFound;
  }

  remember(named: TerritoryCells, territory: IndexedTerritory): void {
    if (this.#known.size < maximumKnown) this.#known.set(ownText(keyOf(named)), territory);
    this.#last = null;
  }
}

const isSame = (one: TerritoryCells, other: TerritoryCells): boolean =>
  one.code === other.code &&
  one.territoryName === other.territoryName &&
  one.kind === other.kind &&
  one.department === other.department;

const keyOf = ({ code, kind, territoryName, department }: TerritoryCells): string =>
  `${kind ?? ''}|${code ?? ''}|${territoryName ?? ''}|${department ?? ''}`;

/** By the check that they serve: another one may be held to another territory. */
const knownTerritories = new WeakMap<CheckContext, KnownTerritories>();

/** The territory that a row is about; null, and a problem, when there is none. */
export function territoryOfRow(
  at: RowPlace,
  cells: TerritoryCells,
  context: CheckContext,
): IndexedTerritory | null {
  const known = knownTerritories.get(context) ?? new KnownTerritories();
  knownTerritories.set(context, known);
  const remembered = known.find(cells);
  if (remembered) return remembered;

  const { code, kind, territoryName, department } = cells;
  const stated = { code: code ?? '', name: territoryName, departmentCode: department };
  const statedKind = kind === null ? null : kindWords[foldName(kind)];
  if (statedKind === undefined && stated.code !== '' && !stated.code.includes('|')) {
    const suggestion = nearest(kind ?? '', Object.keys(kindWords));
    const detail = suggestion === null ? kindLabels : '';
    context.report.say(at, 'kind', 'UNKNOWN_WORD', kind ?? '', { suggestion, detail });
    return null;
  }
  const said = context.report.total;
  const columns = { code: 'code', name: 'territoryName' };
  const found = findTerritory(at, { ...stated, kind: statedKind ?? null }, columns, context);
  if (found !== null && context.report.total === said) known.remember(cells, found);
  return found;
}
