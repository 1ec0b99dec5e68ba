import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { IndexedTerritory, TerritoryIndex } from './territory-index.js';

// French contracts the article: "commune des Ponts-de-Cé" is the commune "Les Ponts-de-Cé".
const openings: readonly (readonly [RegExp, string])[] = [
  [/^(commune|ville|mairie) des /, 'les '],
  [/^(commune|ville|mairie) du /, 'le '],
  [/^(commune|ville|mairie) (de |d )?/, ''],
];

/** A commune's name, folded, without "commune de" before it, and with the article that an index sets behind: "Ponts-de-Cé (Les)". */
export function communeName(name: string): string {
  const turned = name.replace(/^(.+)\((les?|la|l['’])\)$/i, '$2 $1');
  const folded = foldName(turned);
  const [prefix, article] = openings.find(([pattern]) => pattern.test(folded)) ?? [/^/, ''];
  return folded.replace(prefix, article);
}

const longForms: readonly (readonly [RegExp, string])[] = [
  [/^communaute (de|des) communes? /, 'cc '],
  [/^communaute d agglomeration /, 'ca '],
  [/^communaute urbaine /, 'cu '],
];

/** Names under which an EPCI may be listed, which opens them with its kind: "CA Mauges Communauté" is Mauges Communauté. */
function epciNames(name: string): string[] {
  const folded = foldName(name);
  const [pattern, short] = longForms.find(([each]) => each.test(folded)) ?? [/^/, ''];
  const abbreviated = folded.replace(pattern, short);
  const bare = abbreviated.replace(/^(cc|ca|cu) /, '').replace(/^(de la|de l|des|de|du|d) /, '');
  const articles = ['', 'de ', 'des ', 'du ', 'de la ', 'd '];
  const kinds = /^(cc|ca|cu) /.exec(abbreviated)?.[0] ?? null;
  return [
    folded,
    abbreviated,
    ...(kinds === null ? ['cc ', 'ca ', 'cu '] : [kinds]).flatMap((kind) =>
      articles.map((article) => `${kind}${article}${bare}`),
    ),
  ];
}

/** The one territory of a département that a name designates, as it is listed or as people write it; null when none or several. */
export function territoryNamed(
  kind: TerritoryKind,
  name: string,
  departmentId: string,
  territories: TerritoryIndex,
): IndexedTerritory | null {
  const names = kind === TerritoryKind.EPCI ? epciNames(name) : [name, communeName(name)];
  const exact = territories.findByName(kind, name, departmentId);
  if (exact || (kind !== TerritoryKind.EPCI && kind !== TerritoryKind.COMMUNE)) return exact;
  const found = new Set(
    names.map((each) => territories.findByName(kind, each, departmentId)).filter((each) => each !== null),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
