import { parseArgs } from 'node:util';
import { type OidcSettings, readOidcSettings } from './config/oidc-settings.js';
import { type Protection, readProtection } from './config/protection.js';
import { type Retention, readRetention } from './config/retention.js';
import { readSecrecy, type SecrecyPolicy } from './config/secrecy.js';
import { readSourceKeys, type SourceKeys } from './config/source-keys.js';
import { HubError } from './errors.js';

/** What the base holds: real facts, or generated demonstration data. The two never share a base. */
export type Content = 'FACTS' | 'DEMONSTRATION';

/** Whether those who ask must say who they are. */
export type Access = 'OPEN' | 'CHECKED';

/** Whether the API and uploads may change the base; where access is checked, rights say by whom. */
export type Writing = 'OPEN' | 'CLOSED';

/** Settings of one hub process, read once at start-up. */
export interface Config {
  /** `postgres://…`, or null for the embedded engine. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded engine; one sub-folder per content. */
  readonly dataDirectory: string;
  readonly content: Content;
  readonly host: string;
  readonly port: number;
  readonly access: Access;
  /** Whose access tokens are taken, beside the keys of the hub; null: nobody's. */
  readonly oidc: OidcSettings | null;
  readonly writing: Writing;
  /** Names under which browsers reach the hub, beside this machine's own and bare addresses. */
  readonly hostNames: readonly string[];
  /** Largest file that is taken over HTTP. */
  readonly maximumUploadBytes: number;
  /** How many bytes of answers are kept ready, until the base changes; 0 keeps none. */
  readonly answerCacheBytes: number;
  /** Are kept figures compared with what was loaded while the hub runs? If not, only when somebody asks. */
  readonly checksTotals: boolean;
  readonly protection: Protection;
  readonly retention: Retention;
  readonly secrecy: SecrecyPolicy;
  readonly logLevel: LogLevel;
  /** May sources be read from machines that the internet does not see, over http and at any port? */
  readonly allowPrivateSources: boolean;
  /** By which the hub is known to the hubs that it pulls. */
  readonly sourceKeys: SourceKeys;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

const contents: Readonly<Record<string, Content | undefined>> = {
  facts: 'FACTS',
  demonstration: 'DEMONSTRATION',
};

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the settings from the environment and the command line, and reports all problems at once.
 * The only reader of `process.env`.
 * @param listens false for a command, which nobody reaches: it makes the first key of a hub that would not start without one
 * @throws HubError `INVALID_CONFIGURATION`, one line per problem.
 */
export function readConfig(
  env: NodeJS.ProcessEnv = process.env,
  args: string[] = process.argv.slice(2),
  listens = true,
): Config {
  const problems: string[] = [];
  const demonstration = readDemonstrationFlag(args, problems);

  const databaseUrl = env.DATABASE_URL?.trim() || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push('DATABASE_URL doit commencer par postgres:// ou postgresql://.');
  }

  const port = Number(env.CTG_HUB_PORT?.trim() || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`CTG_HUB_PORT doit être un entier de 0 à 65535 (reçu : « ${env.CTG_HUB_PORT} »).`);
  }

  const maximumUpload = Number(env.CTG_HUB_MAX_UPLOAD_MB?.trim() || 256);
  if (!Number.isInteger(maximumUpload) || maximumUpload < 1 || maximumUpload > 1024) {
    problems.push(
      `CTG_HUB_MAX_UPLOAD_MB doit être un entier de 1 à 1024 (reçu : « ${env.CTG_HUB_MAX_UPLOAD_MB} »).`,
    );
  }

  const answerCache = Number(env.CTG_HUB_ANSWER_CACHE_MB?.trim() || 32);
  if (!Number.isInteger(answerCache) || answerCache < 0 || answerCache > 1024) {
    problems.push(
      `CTG_HUB_ANSWER_CACHE_MB doit être un entier de 0 à 1024 (reçu : « ${env.CTG_HUB_ANSWER_CACHE_MB} »).`,
    );
  }

  const logLevel = (env.CTG_HUB_LOG_LEVEL?.trim() || 'warn') as LogLevel;
  if (!logLevels.includes(logLevel)) {
    problems.push(`CTG_HUB_LOG_LEVEL doit être l’un de : ${logLevels.join(', ')} (reçu : « ${logLevel} »).`);
  }

  const wanted = demonstration ? 'demonstration' : env.CTG_HUB_CONTENT?.trim() || 'facts';
  const content = contents[wanted];
  if (content === undefined) {
    problems.push(`CTG_HUB_CONTENT doit être facts ou demonstration (reçu : « ${wanted} »).`);
  }

  const host = env.CTG_HUB_HOST?.trim() || '127.0.0.1';
  const oidc = readOidcSettings(env, problems);
  const protection = readProtection(env, problems);
  const published = publishedBy(env, host, protection);
  const shared = [...published, ...(databaseUrl === null ? [] : ['DATABASE_URL'])];
  const access = readAccess(env, oidc, listens ? shared : [], problems);

  const retention = readRetention(env, problems);
  const sourceKeys = readSourceKeys(env, problems);
  const secrecy = readSecrecy(env, problems);

  if (Number(process.versions.node.split('.')[0]) < 24) {
    problems.push(
      `Le hub tourne sur Node.js 24 (ici : ${process.versions.node}). Lancez-le par « npm start », qui l’apporte.`,
    );
  }

  if (content === undefined || problems.length > 0) throw new HubError('INVALID_CONFIGURATION', { problems });
  return {
    databaseUrl,
    dataDirectory: env.CTG_HUB_DATA_DIR?.trim() || '.ctg-hub',
    content,
    host,
    port,
    access,
    oidc,
    // Who can reach this machine itself may write; others if they are known, or if the person who runs the hub says so.
    writing:
      access === 'CHECKED' || published.length === 0 || env.CTG_HUB_OPEN_WRITING?.trim() === 'yes'
        ? 'OPEN'
        : 'CLOSED',
    hostNames: [host, ...(env.CTG_HUB_HOST_NAMES ?? '').split(',')]
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    maximumUploadBytes: maximumUpload * 2 ** 20,
    answerCacheBytes: answerCache * 2 ** 20,
    checksTotals: env.CTG_HUB_CHECK_TOTALS?.trim() !== 'no',
    protection,
    retention,
    secrecy,
    logLevel,
    sourceKeys,
    allowPrivateSources: env.CTG_HUB_ALLOW_PRIVATE_SOURCES?.trim() === 'yes',
  };
}

/** Settings by which others than those of this machine reach the hub. */
function publishedBy(
  env: NodeJS.ProcessEnv,
  host: string,
  { behindTls, trustedProxies }: Protection,
): string[] {
  const said: readonly (readonly [setting: string, isSaid: boolean])[] = [
    [`CTG_HUB_HOST=${host}`, !loopback.has(host)],
    ['CTG_HUB_HOST_NAMES', Boolean(env.CTG_HUB_HOST_NAMES?.trim())],
    ['CTG_HUB_TRUSTED_PROXIES', trustedProxies.length > 0],
    ['CTG_HUB_BEHIND_TLS', behindTls],
  ];
  return said.filter(([, isSaid]) => isSaid).map(([setting]) => setting);
}

/**
 * A hub that is more than one person's on their machine is never open unless that is said in so many words.
 *
 * @param shared settings that make it so
 */
function readAccess(
  env: NodeJS.ProcessEnv,
  oidc: OidcSettings | null,
  shared: readonly string[],
  problems: string[],
): Access {
  const wanted = env.CTG_HUB_ACCESS?.trim().toUpperCase() ?? '';
  const isOpenInWords = env.CTG_HUB_OPEN_ACCESS?.trim() === 'yes';
  if (!['', 'OPEN', 'KEYS'].includes(wanted)) {
    problems.push(`CTG_HUB_ACCESS doit être keys ou open (reçu : « ${wanted} »).`);
  }
  if (oidc !== null && wanted === 'OPEN') {
    problems.push('CTG_HUB_OIDC_ISSUER demande un accès contrôlé : enlevez CTG_HUB_ACCESS=open.');
  }
  // Of two words that contradict each other, the careful one counts.
  if (wanted === 'KEYS' || oidc !== null) return 'CHECKED';
  if (shared.length > 0 && !isOpenInWords) {
    problems.push(
      `${shared.join(', ')} : le hub n’est plus celui d’une seule machine, et s’ouvrirait sans contrôle d’accès. Demandez une clé à chacun ` +
        'par CTG_HUB_ACCESS=keys (« ctg cle creer » donne la première), nommez un fournisseur d’identité par CTG_HUB_OIDC_ISSUER, ou ' +
        'confirmez par CTG_HUB_OPEN_ACCESS=yes que seules des personnes autorisées le joignent.',
    );
  }
  return 'OPEN';
}

function readDemonstrationFlag(args: string[], problems: string[]): boolean {
  try {
    return parseArgs({ args, options: { demonstration: { type: 'boolean' } } }).values.demonstration === true;
  } catch {
    problems.push(`Option inconnue : ${args.join(' ')}. La seule option est --demonstration.`);
    return false;
  }
}
