import type { Access, Config } from '../config.js';

const firstQuery =
  '{ commune(code: "49018") { name subsidies(fiscalYear: 2023) { total bySector { sector amount } } } }';

const accessWords: Readonly<Record<Access, string>> = {
  OPEN: 'LIBRE : quiconque joint cette adresse lit et modifie tout. CTG_HUB_ACCESS=keys demande une clé à chacun.',
  CHECKED: 'par clé. « ctg cle creer » en donne une, « docs/droits.md » dit à quoi.',
};

/** What a question carries beside itself. */
const keyWords: Readonly<Record<Access, string>> = { OPEN: '', CHECKED: "-H 'Authorization: Bearer …' " };

/** What the hub says once it is ready: where it is, and a first question to put to it. */
export function welcome(address: string, { access, content, databaseUrl }: Config): string {
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
  Accès        ${accessWords[access]}

Une première question :

  curl -s ${address}/graphql -H 'Content-Type: application/json' ${keyWords[access]}\\
    -d '${JSON.stringify({ query: firstQuery })}'

Ctrl+C pour arrêter.`;
}
