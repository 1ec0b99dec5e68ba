import type { Verdict } from '../provenance/totals-verdict.sql.js';

/** One thing that must hold before questions are sent to a hub. */
export interface Condition {
  readonly code: 'ACCEPTING' | 'DATABASE_REACHABLE' | 'MIGRATIONS_CURRENT' | 'SECOND_WALL' | 'TOTALS_TRUE';
  /** Null when it cannot be told, or not yet. */
  readonly isMet: boolean | null;
  /** In French: what holds, or what to do. */
  readonly message: string;
  readonly [detail: string]: unknown;
}

export interface Readiness {
  readonly status: 'ready' | 'unavailable' | 'stopping';
  readonly conditions: readonly Condition[];
}

/** What the base says of itself; null when it does not answer. */
export interface BaseState {
  readonly pending: readonly string[];
  readonly verdict: Verdict | null;
  /** Do policies stand behind the views of whoever does not see everything? Null where everybody does. */
  readonly hasWall: boolean | null;
}

/** What is said without keeping questions away: it makes no answer wrong. */
const saidOnly: ReadonlySet<Condition['code']> = new Set(['SECOND_WALL']);

/** Whether questions may be sent to a hub, and what keeps it from answering. What is not known keeps nobody away. */
export function readinessOf(isStopping: boolean, base: BaseState | null): Readiness {
  const conditions: Condition[] = [
    {
      code: 'ACCEPTING',
      isMet: !isStopping,
      message: isStopping ? 'Le hub s’arrête : il finit ce qui est en cours.' : 'Le hub prend les demandes.',
    },
    {
      code: 'DATABASE_REACHABLE',
      isMet: base !== null,
      message:
        base === null
          ? 'La base n’a pas répondu en deux secondes : elle est arrêtée, pleine, ou toutes ses connexions sont occupées. Le hub s’y ' +
            'reconnecte de lui-même.'
          : 'La base répond.',
    },
    migrationsCurrent(base),
    totalsTrue(base),
    ...secondWall(base),
  ];
  const isReady = conditions.every(({ code, isMet }) => isMet !== false || saidOnly.has(code));
  return { status: isStopping ? 'stopping' : isReady ? 'ready' : 'unavailable', conditions };
}

const unknown = 'Inconnu tant que la base ne répond pas.';

function migrationsCurrent(base: BaseState | null): Condition {
  const code = 'MIGRATIONS_CURRENT';
  if (base === null) return { code, isMet: null, message: unknown };
  const { pending } = base;
  const message =
    pending.length === 0
      ? 'Les tables sont à jour.'
      : `Il manque ${pending.length} mise(s) à jour aux tables : relancez le hub, qui les fait en démarrant.`;
  return { code, isMet: pending.length === 0, message, pending };
}

function totalsTrue(base: BaseState | null): Condition {
  const code = 'TOTALS_TRUE';
  if (base === null) return { code, isMet: null, message: unknown };
  const { verdict } = base;
  if (verdict === null)
    return { code, isMet: null, message: 'Les chiffres tenus à jour n’ont pas encore été vérifiés.' };
  const isMet = Object.keys(verdict.wrong).length === 0;
  const message = isMet
    ? 'Les chiffres tenus à jour sont ceux des données chargées.'
    : 'Des chiffres tenus à jour ne sont pas ceux des données chargées. Pour les refaire : npm run -s ctg -- verify --refaire';
  return { code, isMet, message, ...verdict };
}

function secondWall(base: BaseState | null): Condition[] {
  if (base === null || base.hasWall === null) return [];
  const isMet = base.hasWall;
  const message = isMet
    ? 'Derrière les vues, les règles de la base limitent aussi ce que lisent les rôles limités.'
    : wallMissing;
  return [{ code: 'SECOND_WALL', isMet, message }];
}

/** What to do where the user of the base may not make the role that policies are for. */
export const wallMissing =
  'Le second mur manque : l’utilisateur de la base ne peut pas créer le rôle ctg_hub_viewer. Les rôles limités ne voient que leurs ' +
  'territoires, par les vues seules. Pour le dresser, l’administrateur de PostgreSQL exécute : CREATE ROLE ctg_hub_viewer NOLOGIN ' +
  'NOINHERIT; GRANT ctg_hub_viewer TO l’utilisateur du hub; puis le hub est relancé.';
