import { keepingErrors } from './errors/keeping-errors.js';
import { limitMessages } from './errors/limit-messages.js';
import { tableMessages } from './errors/table-messages.js';

/**
 * Every error that a user of the hub can meet: a stable English code, and a French message that says
 * what to do next. Anything else is a fault of the hub: it is logged and shown as a reference number.
 */
const catalogue = {
  INVALID_CONFIGURATION: ({ problems }: { problems: readonly string[] }) =>
    `Réglages à corriger avant de démarrer :\n${problems.map((each) => `  - ${each}`).join('\n')}`,
  DATABASE_BUSY: ({ directory }: { directory: string }) =>
    `La base embarquée ${directory} est déjà utilisée, par un autre hub ou par une commande « ctg » en cours. Arrêtez-le, attendez que la commande finisse, ou choisissez un autre dossier par CTG_HUB_DATA_DIR.`,
  SECRECY_DIFFERS: () =>
    'Un autre hub sert déjà cette base avec d’autres réglages de confidentialité (CTG_HUB_SECRECY_…) : donnez les mêmes à tous les hubs de la ' +
    'base ou, pour les changer, arrêtez d’abord les autres.',
  DATABASE_DAMAGED: ({ directory }: { directory: string }) =>
    `Le dossier ${directory} ne contient pas une base que le hub sache ouvrir. Rien n’y a été effacé : remettez-y une sauvegarde, ou déplacez-le pour repartir d’une base neuve.`,
  DATA_DIRECTORY_UNUSABLE: ({ directory, reason }: { directory: string; reason: string }) =>
    `Le dossier ${directory} ne peut pas recevoir la base embarquée (${reason}). Choisissez-en un autre par CTG_HUB_DATA_DIR.`,
  DATABASE_UNREACHABLE: ({ reason }: { reason: string }) =>
    `La base PostgreSQL de DATABASE_URL ne s’ouvre pas. Vérifiez que le serveur est démarré, l’adresse, le nom de la base et le compte. Il a répondu : ${reason}`,
  DATABASE_TOO_OLD: ({ version }: { version: string }) =>
    `PostgreSQL ${version} est trop ancien : le hub demande PostgreSQL 15 ou plus récent.`,
  CONTENT_MISMATCH: ({ held, asked }: { held: string; asked: string }) =>
    `Cette base contient ${held} et ne peut pas servir ${asked} : les deux ne se mélangent jamais. Utilisez une autre base.`,
  PORT_IN_USE: ({ port }: { port: number }) =>
    `Le port ${port} est déjà pris. Choisissez-en un autre : CTG_HUB_PORT=${port + 1} npm start`,
  ...keepingErrors,

  UNKNOWN_COMMUNE: ({ code, hint }: { code: string; hint: string }) =>
    `Aucune commune ne porte le code INSEE « ${code} », ni aujourd’hui ni parmi les anciens codes. ${hint}`,
  AMBIGUOUS_COMMUNE: ({ code, successors }: { code: string; successors: readonly string[] }) =>
    `Le code « ${code} » est celui d’une ancienne commune partagée entre ${successors.join(' et ')} : demandez l’une d’elles.`,
  UNKNOWN_EPCI: ({ code, hint }: { code: string; hint: string }) =>
    `Aucun EPCI ne porte le numéro SIREN « ${code} ». ${hint}`,
  UNKNOWN_DEPARTMENT: ({ code, hint }: { code: string; hint: string }) =>
    `Aucun département ne porte le code « ${code} ». ${hint}`,
  UNKNOWN_REGION: ({ code, hint }: { code: string; hint: string }) =>
    `Aucune région ne porte le code « ${code} ». ${hint}`,
  UNKNOWN_CONVENTION: ({ reference, hint }: { reference: string; hint: string }) =>
    `Aucune convention ne porte la référence « ${reference} ». ${hint}`,

  UNKNOWN_SOURCE: ({ id }: { id: string }) =>
    `Aucune source ne porte l’identifiant « ${id} ». « sources » les liste.`,
  INVALID_SOURCE: ({ detail }: { detail: string }) => `La source ne peut pas être lue ainsi : ${detail}`,
  SOURCE_PAUSED: ({ name }: { name: string }) =>
    `La source « ${name} » est en pause. Reprenez-la par « updateSource » (enabled: true).`,
  QUEUE_UNAVAILABLE: ({ reason }: { reason: string }) =>
    `La file d’attente des sources ne s’ouvre pas. Le compte de la base doit pouvoir y créer le schéma « pgboss ». La base a répondu : ${reason}`,

  INVALID_DATE: ({ value }: { value: string }) =>
    `« ${value} » n’est pas une date du calendrier. Écrivez AAAA-MM-JJ, par exemple 2024-12-31.`,
  DATE_OUT_OF_RANGE: ({ value, from, to }: { value: string; from: string; to: string }) =>
    `La date ${value} est hors des bornes : demandez une date du ${from} au ${to}.`,
  EMPTY_SERIES: ({ from, to }: { from: string; to: string }) =>
    `Aucune fin de mois ou d’année ne tombe du ${from} au ${to} : vérifiez l’ordre des deux dates de « between », ou éloignez-les.`,
  DATES_GIVEN_TWICE: () =>
    'Les dates sont données deux fois : choisissez « on » (des dates) ou « between » (une série).',
  COMPARISON_MISSING: () =>
    'Trier par CHANGE demande une comparaison : ajoutez « compare: true », ou donnez une date par « compareTo ».',
  COMPARISON_GIVEN_TWICE: () =>
    'La comparaison est demandée deux fois : choisissez « compare: true » (avec la date ou l’exercice d’avant) ou « compareTo » (avec la ' +
    'date ou l’exercice que vous donnez).',
  INVALID_DATE_COMPARISON: ({ date }: { date: string }) =>
    `« compareTo » est la date demandée elle-même, le ${date}, et il n’y aurait que des écarts nuls : donnez une autre date, ou, à sa place et ` +
    'sans la dimension DATE, « compare: true », qui compare au même jour un an plus tôt.',
  CONVENTION_NOT_ENDING: ({ reference, from, to }: { reference: string; from: string; to: string }) =>
    `« ${reference} » ne prend pas fin ici du ${from} au ${to} : choisissez parmi celles de « renewals ».`,
  INVALID_MONTHS: ({ value, minimum, maximum }: { value: number; minimum: number; maximum: number }) =>
    `« months » vaut ${value} : demandez de ${minimum} à ${maximum} mois.`,
  INVALID_FISCAL_YEAR: ({ value, from, to }: { value: number; from: number; to: number }) =>
    `L’exercice ${value} est hors des bornes : demandez une année de ${from} à ${to}.`,
  ...tableMessages,
  INVALID_CURSOR: ({ value }: { value: string }) =>
    `Le curseur « ${value} » n’est pas l’un de ceux que le hub a donnés. Reprenez « endCursor » d’une page de la même liste.`,
  INVALID_TEXT: ({ name }: { name: string }) =>
    `Le texte de « ${name} » contient un caractère interdit (caractère nul ou moitié de paire Unicode).`,
  TEXT_TOO_SHORT: ({ name, minimum }: { name: string; minimum: number }) =>
    `« ${name} » doit compter au moins ${minimum} caractères.`,
  INDICATOR_WORDS_MISSING: (_: Record<string, never>) =>
    'Pour « OTHER », dites lequel : donnez par « words » le nom de l’indicateur dans sa source. Les noms connus sont dans « indicators ».',
  INDICATOR_NOT_ADDABLE: ({ kind }: { kind: string }) =>
    `L’indicateur ${kind} ne s’additionne pas d’une commune à l’autre : demandez des nombres (foyers, enfants, places…), ou lisez-le ` +
    'par « indicator » sur le territoire lui-même.',
  INDICATOR_OF_NO_CHILDREN: ({ kind }: { kind: string }) =>
    `${kind} ne compte pas d’enfants : rapportez les montants à une tranche d’âge, par exemple CHILDREN_0_2.`,
  INDICATOR_NOT_A_NEED: ({ kind, needs }: { kind: string; needs: readonly string[] }) =>
    `${kind} n’est pas un besoin : un nombre plus grand n’y dit ni un besoin plus grand, ni un plus petit. Demandez l’un de ceux-ci : ${needs.join(', ')}.`,
  INVALID_LEVEL: ({ level, allowed }: { level: string; allowed: readonly string[] }) =>
    `Le niveau ${level} ne convient pas ici : demandez ${allowed.join(' ou ')}.`,
  INVALID_MINIMUM: ({ value, minimum, maximum }: { value: number; minimum: number; maximum: number }) =>
    `« minimumCount » vaut ${value} : demandez de ${minimum} à ${maximum}.`,
  NOTHING_EXPECTED: ({ dataset }: { dataset: string }) =>
    `Rien n’est attendu du jeu de données « ${dataset} » : la plupart des conventions n’ont pas d’avenant. Demandez-en un autre.`,

  TEXT_TOO_LONG: ({ name, maximum }: { name: string; maximum: number }) =>
    `« ${name} » doit compter au plus ${maximum} caractères.`,
  INVALID_EURO: ({ value }: { value: string }) =>
    `« ${value} » n’est pas un montant en euros. Écrivez un nombre de deux décimales au plus, par exemple 780552.25.`,

  UNAUTHENTICATED: () =>
    'Ce hub demande une clé d’accès : envoyez-la par l’en-tête « Authorization: Bearer … ». Si vous l’avez fait, elle n’est pas ' +
    'valable, ou ne l’est plus : demandez-en une autre à la personne qui administre le hub.',
  NO_ROLE: () =>
    'Votre compte est reconnu, mais il n’a pas de rôle sur ce hub, ou aucun territoire que le hub connaisse : demandez-les à la ' +
    'personne qui administre le hub.',
  IDENTITY_PROVIDER_UNREACHABLE: () =>
    'Le fournisseur d’identité ne répond pas : votre accès ne peut pas être vérifié. Réessayez dans un instant.',
  FILTER_NOT_PUBLISHED: ({ name }: { name: string }) =>
    `Pour votre rôle, les montants se publient par territoire, exercice, nature et secteur : retirez « ${name} ». « bySector » donne les secteurs.`,
  CONVENTIONS_NOT_SHOWN: ({ name }: { name: string }) =>
    `Pour votre rôle, les conventions ne se montrent pas une à une : retirez « ${name} », ou demandez des territoires par « territories ».`,
  DATASET_NOT_GIVEN: ({ field, datasets }: { field: string; datasets: readonly string[] }) =>
    `« ${field} » est fait de jeux de données que votre accès ne comprend pas (${datasets.join(', ')}) : ce n’est pas zéro, c’est hors de votre ` +
    'accès. Retirez ce champ, ou demandez ces jeux de données à la personne qui administre le hub.',
  TERRITORY_OUT_OF_REACH: () =>
    'Ce chargement doit se limiter à l’un de vos territoires : donnez-le par « territory », par exemple COMMUNE:49018.',
  BATCH_OF_OTHERS: ({ revision }: { revision: number }) =>
    `Le chargement n° ${revision} n’est pas de votre accès : seules les personnes qui ont les mêmes territoires, ou qui administrent le ` +
    'hub, peuvent l’annuler.',
  UNKNOWN_ACCESS_KEY: ({ id }: { id: string }) =>
    `Aucune clé d’accès ne porte l’identifiant « ${id} ». « accessKeys » les liste.`,
  ACCESS_KEY_REVOKED: ({ name }: { name: string }) =>
    `La clé « ${name} » est révoquée, et le reste : créez-en une autre.`,
  INVALID_ACCESS_KEY: ({ detail }: { detail: string }) => `La clé ne peut pas être ainsi : ${detail}`,

  WRITING_CLOSED: () =>
    'Ce hub n’accepte pas de modification : d’autres machines le joignent, et il ne demande à personne qui il est. La ' +
    'personne qui l’exploite demande une clé à chacun par CTG_HUB_ACCESS=keys, ou l’ouvre par CTG_HUB_OPEN_WRITING=yes si toutes ' +
    'celles qui le joignent peuvent le modifier.',
  UNKNOWN_BATCH: ({ revision }: { revision: number }) =>
    `Aucun chargement ne porte le n° ${revision}. Voyez « batches ».`,
  BATCH_NOT_UNDOABLE: ({ revision, reason }: { revision: number; reason: string }) =>
    `Le chargement n° ${revision} ne s’annule pas : ${reason}.`,
  BATCH_BUILT_UPON: ({ revision, by }: { revision: number; by: readonly number[] }) =>
    `Le chargement n° ${revision} ne peut pas être annulé : ${
      by.length === 1 ? `le n° ${by[0]} s’appuie sur lui` : `les n° ${by.join(', ')} s’appuient sur lui`
    }. Annulez d’abord ${by.length === 1 ? 'celui-là' : 'ceux-là, du plus récent au plus ancien'}.`,
  STRATEGY_NOT_APPLICABLE: ({ dataset }: { dataset: string }) =>
    `« ${dataset} » n’a pas d’exercice à remplacer : chargez-le par ajout et mise à jour.`,
  REPLACE_NEEDS_ALL: () =>
    'Remplacer un exercice demande que toutes les lignes soient bonnes : une ligne écartée ferait disparaître ce ' +
    'qu’elle devait garder. Corrigez le fichier, ou chargez par ajout et mise à jour.',

  TEMPLATE_TOO_LARGE: ({ count, maximum }: { count: number; maximum: number }) =>
    `Le modèle compterait ${count.toLocaleString('fr-FR')} lignes, plus de ${maximum.toLocaleString('fr-FR')} : demandez-le pour un territoire plus petit, ou pour un seul exercice.`,

  UPLOAD_TOO_LARGE: ({ maximum }: { maximum: number }) =>
    `Le fichier dépasse ${Math.floor(maximum / 2 ** 20)} Mo, le maximum de ce hub : découpez-le, par exemple par année ou par territoire.`,
  UPLOAD_INCOMPLETE: () =>
    'Le fichier n’est pas arrivé en entier : l’envoi a été coupé. Rien n’a été chargé ; recommencez.',
  NO_FILE: () => 'Aucun fichier n’a été reçu : choisissez-en un, puis recommencez.',
  SEVERAL_FILES: () => 'Un seul fichier à la fois : envoyez-les l’un après l’autre.',
  TOO_MANY_UPLOADS: ({ seconds }: { seconds: number }) =>
    `Plusieurs fichiers sont déjà en cours de chargement. Réessayez dans ${seconds} secondes.`,
  INVALID_OPTION: ({ name, value, expected }: { name: string; value: string; expected: string }) =>
    value === ''
      ? `« ${name} » manque : ${expected}.`
      : `« ${value} » ne va pas pour « ${name} » : ${expected}.`,
  UNKNOWN_TERRITORY: ({ value, hint }: { value: string; hint: string }) =>
    `Aucun territoire ne répond à « ${value} ». ${hint}`,
  UNKNOWN_LOAD: () =>
    'Le hub ne se souvient plus de cet envoi : il a redémarré, ou plus d’une heure a passé. Cherchez le fichier dans la liste ' +
    'des chargements ; s’il n’y est pas, envoyez-le de nouveau.',
  LOAD_STOPPED: () => 'Arrêté à votre demande : rien n’a été écrit.',
  HUB_GONE: ({ address, command }: { address: string; command: string }) =>
    `Le hub qui tenait la base (${address}) ne répond plus. Vérifiez par « ${command} » ce qui a été chargé, puis recommencez.`,
  FILE_NOT_FOUND: ({ path }: { path: string }) =>
    `Le fichier « ${path} » n’existe pas. Vérifiez son nom et son dossier ; un nom qui contient des espaces s’écrit entre guillemets.`,
  FILE_IS_DIRECTORY: ({ path }: { path: string }) =>
    `« ${path} » est un dossier : donnez le fichier lui-même.`,
  FILE_NOT_READABLE: ({ path }: { path: string }) =>
    `Le fichier « ${path} » ne se laisse pas lire : vérifiez ses droits, et qu’il n’est pas ouvert ailleurs.`,
  FILE_EXISTS: ({ path }: { path: string }) =>
    `« ${path} » existe déjà et n’est jamais écrasé : choisissez un autre nom, ou déplacez-le.`,
  FILE_NOT_WRITABLE: ({ path, reason }: { path: string; reason: string }) =>
    `« ${path} » ne peut pas être écrit (${reason}) : choisissez un autre nom ou un autre dossier.`,
  HEADER_REQUIRED: () =>
    'Ajoutez l’en-tête « X-CTG-Hub: 1 » : il protège contre les envois faits à votre insu.',
  CROSS_SITE_REQUEST: () => 'Cet envoi vient d’un autre site que le hub : il est refusé.',
  UNKNOWN_HOST: ({ host }: { host: string }) =>
    `Le hub ne se connaît pas sous le nom « ${host} ». S’il est le sien, la personne qui l’exploite l’ajoute à CTG_HUB_HOST_NAMES.`,

  ANSWER_TOO_LARGE: ({ maximum }: { maximum: number }) =>
    `La réponse dépasserait ${maximum.toLocaleString('fr-FR')} éléments : demandez moins de niveaux de listes à la fois, ou des pages plus petites par « first ».`,

  ...limitMessages,

  GRAPHQL_PARSE_FAILED: ({ detail }: { detail: string }) => `La requête n’est pas bien écrite : ${detail}`,
  GRAPHQL_VALIDATION_FAILED: ({ detail }: { detail: string }) => detail,
  BAD_USER_INPUT: ({ detail }: { detail: string }) => detail,
  BAD_REQUEST: ({ detail }: { detail: string }) => detail,
  NOT_FOUND: ({ path }: { path: string }) =>
    `Rien à l’adresse ${path}. L’API est à /graphql, l’explorateur à /explorer/, le chargement de fichiers à /charger/.`,
  INTERNAL_ERROR: ({ reference }: { reference: string }) =>
    `Le hub a rencontré une erreur imprévue. Signalez la référence ${reference} à l’équipe qui l’exploite.`,
} as const;

export type ErrorCode = keyof typeof catalogue;
type Details<C extends ErrorCode> = Parameters<(typeof catalogue)[C]>[0];

/** French message of an error of the catalogue. */
export function errorMessage<C extends ErrorCode>(code: C, details: Details<C>): string {
  return (catalogue[code] as (details: Details<C>) => string)(details).trim();
}

/** An error that its reader can act on: `code` is stable, `message` is French. */
export class HubError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: Details<C>;

  constructor(code: C, details: Details<C>) {
    super(errorMessage(code, details));
    this.name = 'HubError';
    this.code = code;
    this.details = details;
  }
}
