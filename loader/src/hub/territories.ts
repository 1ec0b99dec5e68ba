import { askHub } from '../../../explorer/src/hub/ask-hub.ts';

export interface FoundTerritory {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
}

export async function searchTerritories(text: string): Promise<FoundTerritory[]> {
  const query = `query Search($text: String!) {
    searchTerritories(text: $text, first: 10) { nodes { territory { kind code name } } }
  }`;
  const { searchTerritories } = await askHub<{
    searchTerritories: { nodes: { territory: FoundTerritory }[] };
  }>(query, {}, { text });
  return searchTerritories.nodes.map(({ territory }) => territory);
}
