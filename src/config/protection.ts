import { isIP } from 'node:net';

/** What a hub takes from those who ask over HTTP, where whoever runs it may want otherwise. */
export interface Protection {
  /** Answers worked out for one caller in a minute; those kept ready count a tenth. 0 counts none. */
  readonly answersPerMinute: number;
  /** Answers worked out at the same time; others wait for their turn. */
  readonly concurrentAnswers: number;
  /** Addresses of the proxies whose word on a caller's address is taken. */
  readonly trustedProxies: readonly string[];
  /** Sites whose pages may ask, such as `https://tableau.caf49.example`. */
  readonly corsOrigins: readonly string[];
  /** A folder of `.graphql` files, or the manifest that a client's compiler writes; null for none. */
  readonly trustedDocuments: string | null;
  /** Are operations that are not among the trusted ones refused? */
  readonly onlyTrustedDocuments: boolean;
  /** May callers ask what the API is made of? */
  readonly introspection: boolean;
  /** Do browsers reach the hub by TLS alone? They are then told to remember it. */
  readonly behindTls: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what concerns protection; what is wrong with it is added to `problems`. */
export function readProtection(env: Environment, problems: string[]): Protection {
  const whole = (name: string, usual: number, [from, to]: readonly [number, number]): number => {
    const value = Number(env[name]?.trim() || usual);
    if (!Number.isInteger(value) || value < from || value > to) {
      problems.push(`${name} doit être un entier de ${from} à ${to} (reçu : « ${env[name]} »).`);
    }
    return value;
  };
  const list = (name: string): string[] =>
    (env[name] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const corsOrigins = list('CTG_HUB_CORS_ORIGINS');
  for (const each of corsOrigins.filter((each) => !isOrigin(each))) {
    problems.push(
      `CTG_HUB_CORS_ORIGINS doit lister des origines, telles que https://tableau.exemple.fr (reçu : « ${each} »).`,
    );
  }
  const trustedProxies = list('CTG_HUB_TRUSTED_PROXIES');
  for (const each of trustedProxies.filter((each) => isIP(each.replace(/\/\d{1,3}$/, '')) === 0)) {
    problems.push(
      `CTG_HUB_TRUSTED_PROXIES doit lister des adresses, telles que 10.0.0.1 ou 10.0.0.0/24 (reçu : « ${each} »).`,
    );
  }
  const trustedDocuments = env.CTG_HUB_TRUSTED_DOCUMENTS?.trim() || null;
  const onlyTrustedDocuments = env.CTG_HUB_ONLY_TRUSTED_DOCUMENTS?.trim() === 'yes';
  if (onlyTrustedDocuments && trustedDocuments === null) {
    problems.push('CTG_HUB_ONLY_TRUSTED_DOCUMENTS=yes demande aussi CTG_HUB_TRUSTED_DOCUMENTS.');
  }
  return {
    answersPerMinute: whole('CTG_HUB_ANSWERS_PER_MINUTE', 600, [0, 1_000_000]),
    concurrentAnswers: whole('CTG_HUB_CONCURRENT_ANSWERS', 16, [1, 1_000]),
    trustedProxies,
    corsOrigins,
    trustedDocuments,
    onlyTrustedDocuments,
    introspection: env.CTG_HUB_INTROSPECTION?.trim() !== 'no',
    behindTls: env.CTG_HUB_BEHIND_TLS?.trim() === 'yes',
  };
}

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
