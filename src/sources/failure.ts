/**
 * Everything that can go wrong with a source: a stable code, and what the person who keeps it can do, in French. A
 * failure is kept with the source, and the next attempt comes by itself.
 */
const catalogue = {
  SOURCE_FORBIDDEN_ADDRESS: (detail: string) => `Le hub n’appelle pas cette adresse : ${detail}`,
  SOURCE_UNREACHABLE: (detail: string) => `La source ne se joint pas : ${detail}`,
  SOURCE_TIMEOUT: (detail: string) => `La source est trop lente : ${detail}`,
  SOURCE_TOO_LARGE: (detail: string) => `La source envoie trop : ${detail}`,
  SOURCE_REDIRECTS: (detail: string) => `La source renvoie ailleurs sans aboutir : ${detail}`,
  SOURCE_KEY: (detail: string) => `La source ne nous laisse pas lire : ${detail}`,
  SOURCE_NOT_FOUND: (detail: string) =>
    `Plus rien à cette adresse (${detail}). Les données déjà chargées restent ; corrigez l’adresse ou retirez la source.`,
  SOURCE_HTTP_STATUS: (detail: string) => `La source répond par une erreur (${detail}).`,
  SOURCE_ANSWER: (detail: string) => `La source répond autre chose que ce qui est attendu : ${detail}`,
  SOURCE_CHANGING: (detail: string) => `La source change pendant qu’elle est lue : ${detail}`,
  SOURCE_OTHER_CONTENT: (detail: string) => `Les deux hubs ne se mélangent pas : ${detail}`,
  SOURCE_REFUSED: (detail: string) =>
    `Le fichier est arrivé, mais il n’est pas chargé : ${detail} Les données déjà chargées restent.`,
  SOURCE_EMPTY: (detail: string) =>
    `La source ne donne plus rien : ${detail} Les données déjà chargées restent. Si ce n’est pas une erreur, annulez ici ` +
    'les chargements de cette source.',
  SOURCE_FAULT: (detail: string) =>
    `Le hub a rencontré une erreur imprévue. Signalez la référence ${detail} à l’équipe qui l’exploite.`,
} as const;

export type FailureCode = keyof typeof catalogue;

/** Why an attempt to pull a source failed. */
export class SourceFailure extends Error {
  constructor(
    readonly code: FailureCode,
    /** What happened, in French, without the code's own sentence. */
    readonly detail: string,
    /** How long the source asks to be left alone, in seconds. */
    readonly retryAfter: number | null = null,
  ) {
    super(catalogue[code](detail));
  }
}

const timeouts: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'elle n’accepte pas la connexion.',
  UND_ERR_HEADERS_TIMEOUT: 'elle accepte la connexion mais ne répond rien.',
  UND_ERR_BODY_TIMEOUT: 'elle s’interrompt au milieu de sa réponse.',
};

const unreachable: Readonly<Record<string, string>> = {
  ENOTFOUND: 'ce nom de serveur n’existe pas.',
  EAI_AGAIN: 'le nom du serveur ne se résout pas pour le moment.',
  ECONNREFUSED: 'le serveur refuse la connexion.',
  ECONNRESET: 'le serveur coupe la connexion.',
  EHOSTUNREACH: 'aucun chemin ne mène au serveur.',
  ENETUNREACH: 'aucun chemin ne mène au serveur.',
  UND_ERR_SOCKET: 'le serveur coupe la connexion avant la fin de sa réponse.',
  CERT_HAS_EXPIRED: 'son certificat a expiré.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'son certificat est celui d’un autre serveur.',
};

/** What an error of the network, of the decompression or of the HTTP client means for the source. */
export function failureOf(error: unknown): SourceFailure | null {
  if (error instanceof SourceFailure) return error;
  if (!(error instanceof Error)) return null;
  if (error.name === 'TimeoutError') {
    return new SourceFailure('SOURCE_TIMEOUT', 'elle n’a pas tout envoyé dans le temps permis.');
  }
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (timeouts[code]) return new SourceFailure('SOURCE_TIMEOUT', timeouts[code]);
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code)) {
    return new SourceFailure('SOURCE_ANSWER', 'son contenu compressé est abîmé.');
  }
  if (error instanceof AggregateError) return failureOf(error.errors[0]);
  if (unreachable[code]) return new SourceFailure('SOURCE_UNREACHABLE', unreachable[code]);
  const isNetwork = /^(UND_|HPE_|ERR_SSL|ERR_TLS|CERT_|UNABLE_|DEPTH_|SELF_SIGNED|E[A-Z]+$)/.test(code);
  return isNetwork ? new SourceFailure('SOURCE_UNREACHABLE', `la connexion échoue (${code}).`) : null;
}
