import type { Config } from '../config.js';

const firstQuery =
  '{ commune(code: "49018") { name subsidies(fiscalYear: 2023) { total bySector { sector amount } } } }';

/** What the hub says once it is ready: where it is, and a first question to put to it. */
export function welcome(address: string, { content, databaseUrl }: Config): string {
  const engine = databaseUrl === null ? 'moteur embarqué' : 'PostgreSQL';
  const data =
    content === 'DEMONSTRATION'
      ? 'DONNÉES DE DÉMONSTRATION, inventées'
      : 'faits réels, chacun avec sa source';
  return `
ctg-hub est prêt (${engine} ; ${data}).

  Explorateur  ${address}/explorer/
  Chargement   ${address}/charger/
  API GraphQL  ${address}/graphql

Une première question :

  curl -s ${address}/graphql -H 'Content-Type: application/json' \\
    -d '${JSON.stringify({ query: firstQuery })}'

Ctrl+C pour arrêter.`;
}
