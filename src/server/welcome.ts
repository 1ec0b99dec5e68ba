import type { Access, Config } from '../config.js';
import type { RunningHub } from './start.js';

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

type UnderWay = ReturnType<RunningHub['underWay']>;

const counts = ({ requests, loads }: UnderWay): string =>
  `${requests} demande(s) et ${loads} chargement(s) en cours`;

/** What the hub says once it is asked to stop. */
export const farewell = (underWay: UnderWay): string =>
  `Arrêt du hub : les nouvelles demandes vont être refusées, ${counts(underWay)} se terminent (25 secondes au plus)…`;

/** What it says when it leaves without having finished. */
export const tooLate = (underWay: UnderWay): string =>
  `Arrêt forcé : ${counts(underWay)} n’ont pas fini à temps. Rien n’en est chargé à moitié ; envoyez de nouveau les fichiers.`;
