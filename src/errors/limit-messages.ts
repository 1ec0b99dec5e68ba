const french = (value: number): string => value.toLocaleString('fr-FR');

/** What was found, and the most that is taken. */
interface Limit {
  readonly value: number;
  readonly maximum: number;
}

/** What is said of a request that asks more, or comes otherwise, than the hub takes. */
export const limitMessages = {
  BATCH_REFUSED: () => 'Envoyez une seule requête à la fois : un objet JSON, pas un tableau.',
  METHOD_NOT_ALLOWED: ({ method }: { method: string }) =>
    `La méthode ${method} ne convient pas ici : posez la question par GET ou par POST.`,
  QUERY_TOO_LONG: ({ maximum }: { maximum: number }) =>
    `La requête compte plus de ${french(maximum)} mots et signes, le maximum : découpez-la.`,
  QUERY_TOO_DEEP: ({ value, maximum }: Limit) =>
    `La requête descend à ${french(value)} niveaux de champs, plus de ${french(maximum)} : découpez-la.`,
  TOO_MANY_FIELDS: ({ value, maximum }: Limit) =>
    `La requête demande ${french(value)} champs, fragments compris, plus de ${french(maximum)} : découpez-la.`,
  TOO_MANY_ALIASES: ({ value, maximum }: Limit) =>
    `La requête demande ${french(value)} champs sous un alias ou en double, plus de ${french(maximum)} : découpez-la, ou demandez ` +
    'une liste ou un tableau au lieu d’un champ par territoire.',
  TOO_MANY_FRAGMENTS: ({ value, maximum }: Limit) =>
    `La requête reprend ${french(value)} fois un fragment, plus de ${french(maximum)} : découpez-la.`,
  TOO_MANY_DIRECTIVES: ({ value, maximum }: Limit) =>
    `La requête porte ${french(value)} directives, plus de ${french(maximum)} : découpez-la.`,
  QUERY_TOO_COSTLY: ({ value, maximum }: Limit) =>
    `Le coût de la requête serait de ${french(value)}, plus de ${french(maximum)} : demandez des pages plus petites par « first », ` +
    'moins de listes dans des listes, ou moins de tableaux à la fois.',
  VARIABLES_TOO_LARGE: ({ what, value, maximum }: Limit & { what: string }) =>
    `Les variables comptent ${french(value)} ${what}, plus de ${french(maximum)} : envoyez-les en plusieurs fois, ou par un fichier.`,
  INTROSPECTION_CLOSED: () =>
    'La description de l’API (__schema, __type) n’est pas ouverte à ce compte : demandez le schéma à l’équipe qui exploite le hub.',
  OPERATION_NOT_TRUSTED: () =>
    'Ce hub ne répond qu’aux opérations enregistrées : demandez-en une par « documentId », ou faites enregistrer celle-ci par ' +
    'l’équipe qui l’exploite.',
  OPERATION_NOT_FOUND: ({ id }: { id: string }) =>
    `Aucune opération enregistrée ne porte l’empreinte « ${id} ».`,
  TOO_MANY_REQUESTS: ({ maximum, seconds }: { maximum: number; seconds: number }) =>
    `Trop de questions en peu de temps : ${french(maximum)} par minute au plus pour un même appelant. Réessayez dans ${seconds} s.`,
  HUB_BUSY: ({ maximum, seconds }: { maximum: number; seconds: number }) =>
    `Le hub répond déjà à ${french(maximum)} ${maximum === 1 ? 'question' : 'questions'} à la fois, et d’autres attendent. Réessayez dans ${seconds} s.`,
  // Nobody reads it: it ends the work for whoever does not wait for it.
  CLIENT_GONE: () => 'La connexion a été fermée avant la réponse : la question n’a pas été traitée.',
  REQUEST_TOO_SLOW: ({ seconds }: { seconds: number }) =>
    `La requête n’est pas arrivée en entier en ${seconds} s : elle a été abandonnée. Recommencez.`,
  REQUEST_TOO_LARGE: ({ maximum }: { maximum: number }) =>
    `La requête dépasse ${french(Math.floor(maximum / 1000))} ko : découpez-la, ou envoyez un fichier à /charger/.`,
  HEADERS_TOO_LARGE: ({ maximum }: { maximum: number }) =>
    `Les en-têtes de la requête dépassent ${french(Math.floor(maximum / 1000))} ko : envoyez-la en POST, avec moins d’en-têtes.`,
  COMPRESSED_REQUEST: ({ encoding }: { encoding: string }) =>
    `Le corps de la requête est compressé (« ${encoding} ») : envoyez-le tel quel, sans l’en-tête « Content-Encoding ».`,
} as const;
