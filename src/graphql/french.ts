/** What graphql-js says of a query, by the shape of its sentence, in the words of a French reader. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^Cannot query field "(.+?)" on type "(.+?)"\./, 'Le champ « $1 » n’existe pas sur « $2 ».'],
  [/^Unknown argument "(.+?)" on field "(.+?)"\./, 'L’argument « $1 » n’existe pas sur le champ « $2 ».'],
  [/^Unknown type "(.+?)"\./, 'Le type « $1 » n’existe pas.'],
  [/^Unknown fragment "(.+?)"\./, 'Le fragment « $1 » n’est pas défini.'],
  [/^Unknown directive "(.+?)"\./, 'La directive « $1 » n’existe pas.'],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required, but it was not provided\./,
    'Le champ « $1 » demande l’argument « $2 » ($3).',
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields\./,
    'Dites quels champs de « $1 » ($2) vous voulez : $1 { … }.',
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields\./,
    'Le champ « $1 » ($2) n’a pas de sous-champs.',
  ],
  [/^Variable "(\$.+?)" is not defined.*/, 'La variable « $1 » n’est pas déclarée.'],
  [/^Variable "(\$.+?)" is never used.*/, 'La variable « $1 » est déclarée mais ne sert pas.'],
  [
    /^Variable "(\$.+?)" of required type "(.+?)" was not provided\./,
    'La variable « $1 » ($2) est obligatoire.',
  ],
  [
    /^Variable "(\$.+?)" of non-null type "(.+?)" must not be null\./,
    'La variable « $1 » ($2) ne peut pas être vide.',
  ],
  [
    /^Argument "(.+?)" of non-null type "(.+?)" must not be null\./,
    'L’argument « $1 » ($2) ne peut pas être vide.',
  ],
  [
    /^Variable "(\$.+?)" of type "(.+?)" used in position expecting type "(.+?)"\./,
    'La variable « $1 » est de type $2, mais ici il faut $3.',
  ],
  [/^Value "(.+?)" does not exist in "(.+?)" enum\./, '« $1 » n’est pas une valeur de « $2 ».'],
  [
    /^Enum "(.+?)" cannot represent non-enum value: (.+?)\./,
    '$2 n’est pas une valeur de « $1 » (une valeur s’écrit sans guillemets).',
  ],
  [/^(Int|String|Boolean|Float) cannot represent .+?: (.+)/, '$2 n’est pas une valeur de type $1.'],
  [/^Syntax Error: Expected (.+?), found (.+?)\.?$/, 'attendu « $1 », trouvé « $2 ».'],
  [/^Syntax Error: Unexpected (.+?)\.?$/, 'inattendu : $1.'],
  [/^Syntax Error: (.+)/, '$1'],
  [
    /^Fields "(.+?)" conflict because .+/,
    'Le champ « $1 » est demandé deux fois avec des arguments différents : donnez un alias à l’un des deux.',
  ],
  [
    /^Must provide operation name if query contains multiple operations\./,
    'La requête contient plusieurs opérations : dites laquelle par « operationName ».',
  ],
  [/^Expected value of type "(.+?)", found (.+?)\./, 'Il faut une valeur de type $1, et non $2.'],
  [/^Expected non-nullable type "(.+?)" not to be null\./, 'Une valeur de type $1 est obligatoire.'],
  [
    /^There can be only one (argument|variable|operation|fragment|input field) named "(.+?)"\./,
    '« $2 » est donné deux fois.',
  ],
  [/^Fragment "(.+?)" is never used\./, 'Le fragment « $1 » est défini mais ne sert pas.'],
  [/^Fragment "(.+?)" cannot be spread here.*/, 'Le fragment « $1 » ne convient pas ici.'],
  [/^Fragment cannot be spread here.*/, 'Ce fragment ne convient pas ici.'],
  [/^Cannot spread fragment "(.+?)" within itself.*/, 'Le fragment « $1 » se contient lui-même.'],
  [/^Field "(.+?)" is not defined by type "(.+?)"\./, 'Le champ « $1 » n’existe pas dans « $2 ».'],
  [/^Field "(.+?)" of required type "(.+?)" was not provided\./, 'Le champ « $1 » ($2) est obligatoire.'],
  [/^Directive "(.+?)" may not be used on .+\./, 'La directive « $1 » ne se met pas ici.'],
  [
    /^Directive "(.+?)" argument "(.+?)" of type "(.+?)" is required.*/,
    'La directive « $1 » demande l’argument « $2 » ($3).',
  ],
  [
    /^The directive "(.+?)" can only be used once at this location\./,
    'La directive « $1 » ne se met qu’une fois ici.',
  ],
  [
    /^Unknown argument "(.+?)" on directive "(.+?)"\./,
    'L’argument « $1 » n’existe pas sur la directive « $2 ».',
  ],
  [
    /^This anonymous operation must be the only defined operation\./,
    'Une opération sans nom doit être seule : nommez-les toutes.',
  ],
  [
    /^`variables` in a POST body (?:should be provided as|must be) an object.*/,
    '« variables » doit être un objet JSON.',
  ],
  [/^provided sha does not match query.*/, 'L’empreinte donnée n’est pas celle de la requête.'],
  [/^Unknown operation named "(.+?)"\./, 'Aucune opération ne s’appelle « $1 ».'],
  [
    /^GraphQL operations must contain a non-empty `query`.*/,
    'La requête est vide : envoyez un champ « query ».',
  ],
  [
    /^This operation has been blocked as a potential Cross-Site Request Forgery.*/s,
    'Envoyez la requête en POST avec l’en-tête « Content-Type: application/json ».',
  ],
  [/^POST body missing.*/s, 'Le corps de la requête manque : envoyez du JSON avec un champ « query ».'],
  [
    /^Schema is not configured to execute (mutation|subscription) operation\./,
    'Le hub ne connaît pas d’opération « $1 ».',
  ],
  [
    /^Variable "(\$.+?)" got invalid value .+/s,
    'La variable « $1 » ne convient pas : sa valeur est trop longue.',
  ],
  [/^Operation batching disabled\./, 'Envoyez une seule requête à la fois : un objet JSON, pas un tableau.'],
  [/^PersistedQueryNotFound$/, 'PersistedQueryNotFound'],
];

const guess = / Did you mean (.+)\?$/;

/** Of a message that quotes a long value, how it begins and how it ends are read: the sentences are looked for from many places. */
const readOfEach = 1_000;
const bounded = (message: string): string =>
  message.length > 2 * readOfEach
    ? `${message.slice(0, readOfEach)} … ${message.slice(-readOfEach)}`
    : message;

/** Names of the grammar's pieces, which graphql-js quotes in English. */
const grammar: readonly (readonly [RegExp, string])[] = [
  [/« <EOF> »/, 'la fin du texte'],
  [/\bcharacter: (U\+\w+)/, 'caractère $1'],
  [/« Name »/, '« un nom »'],
  [/« Name "(.+?)" »/, '« $1 »'],
];

/** A graphql-js message in French; one that is not in the table is given as it is, without its middle if it is long. */
export function inFrench(given: string): string {
  const message = bounded(given);
  const variable = /^Variable "(\$.+?)" got invalid value (.+?)(?: at "(.+?)")?; (.+)$/s.exec(message);
  if (variable)
    return `La variable « ${variable[3] ?? variable[1]} » ne convient pas : ${inFrench(variable[4] ?? '')}`;

  const [, names] = guess.exec(message) ?? [];
  const suggestion = names
    ? ` Vouliez-vous dire ${names
        .replaceAll('"', '')
        .replace(/^the enum value /, '')
        .replace(', or ', ' ou ')
        .replace(' or ', ' ou ')} ?`
    : '';
  const bare = message.replace(guess, '');
  const found = sentences.find(([shape]) => shape.test(bare));
  if (!found) return message;
  const french = bare.replace(found[0], found[1]) + suggestion;
  return grammar.reduce((text, [shape, words]) => text.replace(shape, words), french);
}
