import type { FoundTerritory } from '../hub/territories.ts';

const kinds: Readonly<Record<string, string>> = {
  COMMUNE: 'commune',
  EPCI: 'EPCI',
  DEPARTMENT: 'département',
  REGION: 'région',
  COUNTRY: 'pays',
};

/** A territory as the list of proposals writes it. */
export const nameOf = ({ kind, code, name }: FoundTerritory): string =>
  `${name} (${kinds[kind] ?? kind} ${code})`;

const { compare } = new Intl.Collator('fr', { sensitivity: 'base' });

/** What was looked up, and found: what is typed since is another text. */
export interface Search {
  readonly text: string;
  readonly found: readonly FoundTerritory[];
}

/** The one territory that a text names among those found for it: proposed and taken, alone, or alone of that name. */
export function chosenOf(text: string, { text: lookedUp, found }: Search): FoundTerritory | null {
  const written = text.trim();
  const proposed = found.find((territory) => nameOf(territory) === written);
  if (proposed) return proposed;
  if (written === '' || lookedUp.trim() !== written) return null;
  if (/^\d/.test(written)) return onlyOne(found);
  return onlyOne(found.filter(({ name }) => compare(name, written) === 0));
}

const onlyOne = <T>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] ?? null) : null);

/** Why a text names no territory, and what to do. */
export const whyNotChosen = (text: string, found: readonly FoundTerritory[]): string =>
  found.length === 0
    ? `Aucun territoire ne répond à « ${text.trim()} » : vérifiez le nom ou le code, ou videz la case.`
    : `Plusieurs territoires répondent à « ${text.trim()} » : choisissez le vôtre dans la liste qui s’ouvre.`;
