import { askHub } from '../../../explorer/src/hub/ask-hub.ts';

export interface FoundTerritory {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
}

/** Territories by their name, or by a code: INSEE, SIREN, département, région. */
export async function searchTerritories(text: string): Promise<FoundTerritory[]> {
  const wanted = text.trim().toUpperCase();
  return /^\d[\dAB]?\d*$/.test(wanted) ? findByCode(wanted) : searchByName(text.trim());
}

async function searchByName(text: string): Promise<FoundTerritory[]> {
  const query = `query Search($text: String!) {
    searchTerritories(text: $text, first: 10) { nodes { territory { kind code name } } }
  }`;
  const { searchTerritories } = await askHub<{
    searchTerritories: { nodes: { territory: FoundTerritory }[] };
  }>(query, {}, { text });
  return searchTerritories.nodes.map(({ territory }) => territory);
}

/** The length of a code tells what it may be of; 52 is a département and a région. */
async function findByCode(code: string): Promise<FoundTerritory[]> {
  const fields = code.length === 5 ? ['commune'] : code.length === 9 ? ['epci'] : ['department', 'region'];
  const found = await Promise.all(
    fields.map((field) =>
      askHub<{ found: FoundTerritory }>(
        `query Find($code: String!) { found: ${field}(code: $code) { kind code name } }`,
        {},
        { code },
      ).then(
        (answer) => answer.found,
        // The hub refuses a code that nobody has.
        () => null,
      ),
    ),
  );
  return found.filter((territory) => territory !== null);
}
