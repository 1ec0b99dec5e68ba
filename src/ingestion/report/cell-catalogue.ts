import { type Entry, error, info, leftOut, warning } from './catalogue-entry.js';

/** A key that the hub made of a row's values says nothing to a reader: it opens with a tilde, or with a kind of territory. */
const shownKey = (key: string): string => {
  const shown = key.replace(/^~@[^/]*\//, '');
  return /^~|^[a-z]+:/.test(shown) ? '' : ` (« ${shown} »)`;
};

/** What is said of cells, and of what the rows speak of. */
export const cellCatalogue = {
  // Cells
  INVALID_TEXT: error(
    () => 'La cellule contient un caractère invisible interdit : effacez-la et retapez-la.',
  ),
  FORMULA_TEXT: error(
    ({ value }) => `« ${value} » est une formule de tableur et non un texte : tapez la valeur elle-même.`,
  ),
  CELL_ERROR: error(
    ({ value }) => `La cellule affiche ${value} : corrigez la formule, ou tapez la valeur elle-même.`,
  ),
  FORMULA_WITHOUT_VALUE: error(
    () =>
      'La cellule contient une formule jamais calculée : ouvrez le classeur, enregistrez-le, puis recommencez.',
  ),
  MERGED_AMOUNT: error(
    () =>
      'Un montant écrit dans une cellule fusionnée vaudrait pour plusieurs lignes et serait compté plusieurs fois : ' +
      'séparez les cellules.',
  ),
  TEXT_TOO_LONG: error(({ detail }) => `Le texte est trop long : ${detail} caractères au plus.`),
  INVALID_IDENTIFIER: error(
    ({ value, detail }) => `« ${value} » ne peut pas servir d’identifiant : ${detail}.`,
  ),
  INVALID_DATE: error(({ value, detail }) =>
    detail === ''
      ? `« ${value} » n’est pas un jour du calendrier (écrivez 31/12/2028).`
      : `« ${value} » n’est pas un jour : ${detail}.`,
  ),
  AMBIGUOUS_DATE: error(
    ({ value }) => `« ${value} » : écrivez l’année en quatre chiffres, le hub ne devine pas le siècle.`,
  ),
  INVALID_YEAR: error(({ value }) => `« ${value} » n’est pas une année (1990 à 2100).`),
  SEVERAL_YEARS: error(
    ({ value }) =>
      `« ${value} » donne deux années : mettez la première dans « exercice » et l’autre dans « dernière année », ou ` +
      'faites une ligne par année.',
  ),
  INVALID_INTEGER: error(({ value }) => `« ${value} » n’est pas un nombre entier de 0 à 99 999.`),
  INVALID_NUMBER: error(
    ({ value }) => `« ${value} » n’est pas un nombre de quatre décimales au plus, écrit seul.`,
  ),
  INVALID_PERCENT: error(({ value }) => `« ${value} » n’est pas un pourcentage entier de 0 à 100.`),
  INVALID_AMOUNT: error(
    ({ value, detail }) =>
      `« ${value} » n’est pas un montant en euros${detail === '' ? '' : ` : ${detail}`}.`,
  ),
  AMBIGUOUS_AMOUNT: error(
    ({ value, detail }) =>
      `« ${value} » se lit de deux façons (${detail}) : écrivez-le sans séparateur de milliers.`,
  ),
  UNKNOWN_WORD: error(({ value, detail }) => `« ${value} » n’est pas une valeur attendue. ${detail}`),

  // What rows speak of
  UNKNOWN_TERRITORY: error(
    ({ value, detail }) => `Aucun territoire ne porte le code « ${value} ». ${detail}`,
  ),
  UNKNOWN_NAME: error(({ value, detail }) => `« ${value} » ${detail}.`),
  LEADING_ZERO_LOST: error(
    ({ value, detail }) =>
      `« ${value} » a perdu son zéro de tête dans un tableur${detail === '' ? '' : ` (${detail})`} : mettez la colonne ` +
      'au format Texte, puis retapez le code.',
  ),
  CODE_ROUNDED: error(
    ({ value }) =>
      `« ${value} » est un numéro qu’un tableur a arrondi : mettez la colonne au format Texte, puis retapez le numéro.`,
  ),
  CODE_NAME_CONFLICT: error(
    ({ value, detail }) => `Le code « ${value} » est celui de ${detail} : corrigez le code ou le nom.`,
  ),
  NAME_DIFFERS: warning(
    ({ value, detail }) =>
      `Le code désigne ${detail}, mais la ligne nomme « ${value} » : c’est le code qui a été suivi. Vérifiez-le.`,
  ),
  COMMUNE_SPLIT: error(
    ({ value, detail }) =>
      `La commune « ${value} » a été partagée entre ${detail} : donnez le code de celle dont il s’agit.`,
  ),
  FOUND_BY_NAME: info(({ value, detail }) => `« ${value} » a été reconnu par son nom : ${detail}.`),
  SEVERAL_TERRITORIES: error(
    ({ value }) =>
      `Le montant est donné pour plusieurs territoires à la fois (${value}) : faites une ligne pour chacun, le hub ne ` +
      'le répartit pas.',
  ),
  SUCCESSOR_USED: warning(
    ({ value, detail }) =>
      `« ${value} » n’est plus une commune : c’est aujourd’hui ${detail}, qui a été prise. Vérifiez que c’est bien elle.`,
  ),
  OUTSIDE_SOURCE: error(
    ({ value, detail }) =>
      `La ligne porte sur ${value}, hors du territoire attendu (${detail}) : retirez-la.`,
  ),
  PERIMETER_OUT_OF_REACH: error(
    ({ value, detail }) =>
      `La convention s’étend à ${value}, hors de ce que votre accès permet d’écrire (${detail}) : retirez-le du périmètre, ou ` +
      'demandez à la personne qui administre le hub de charger cette ligne.',
  ),
  SECTORS_NOT_SPLIT: info(
    ({ value }) =>
      `Le montant est donné pour plusieurs secteurs (${value}) : il reste « non ventilé », le hub ne le répartit pas.`,
  ),
  PERIMETER_INCOMPLETE: warning(
    ({ value, detail }) =>
      `${value} communes annoncées, ${detail} : le périmètre est gardé, marqué incomplet. Complétez les codes INSEE.`,
  ),
  UNKNOWN_LINE: info(
    ({ value }) =>
      `« ${value} » n’est pas une ligne de la nomenclature : elle est gardée telle quelle, en « Autre ligne ».`,
  ),
  UNKNOWN_INDICATOR: info(
    ({ value }) => `« ${value} » n’est pas un indicateur de la liste : il est gardé sous son propre nom.`,
  ),
  UNKNOWN_CONVENTION: error(
    ({ value, detail }) =>
      `Aucune convention${detail === '' ? '' : ` de ce que votre accès permet d’écrire (${detail})`} ne porte la référence « ${value} » : ` +
      'corrigez-la, ou chargez d’abord la convention.',
  ),
  // Of a convention that its reader may not know of: nothing is said of it.
  REFERENCE_TAKEN: error(
    ({ value }) =>
      `La référence « ${value} » ne peut pas être celle d’une nouvelle convention : donnez-en une qui soit propre à votre territoire, ` +
      'par exemple avec son code.',
  ),
  UNKNOWN_PARENT: warning(
    ({ value }) =>
      `Rien dans ce plan ne s’appelle « ${value} » : la ligne est mise en haut du plan. Donnez le code ou l’intitulé ` +
      'de ce qui est au-dessus.',
  ),
  PARENT_CYCLE: error(
    ({ value, detail }) =>
      `« ${value} » a pour parent « ${detail} », qui se trouve lui-même dessous : changez le parent.`,
  ),
  UNKNOWN_NODE: error(
    ({ value, detail }) => `Aucune action de ce plan ne porte le code « ${value} ». ${detail}`,
  ),
  UNKNOWN_STATUS: warning(
    ({ value, detail }) =>
      `« ${value} » n’est pas un état d’avancement connu : les mots sont gardés, l’état reste inconnu. ${detail}`,
  ),
  UNDATED_STATUS: warning(
    ({ value }) =>
      `L’état « ${value} » n’a pas de date : il est gardé mais n’entre dans aucun taux. Ajoutez le jour où il a été observé.`,
  ),
  UNCERTAIN_DUE_DATE: warning(
    ({ value }) => `« ${value} » n’est pas une échéance ferme : les mots sont gardés, sans date.`,
  ),
  FUTURE_STATUS: error(
    ({ value }) =>
      `L’état serait observé le ${value}, qui n’est pas encore arrivé : donnez le jour du constat.`,
  ),
  FUTURE_YEAR: error(
    ({ value }) =>
      `Un montant réel de ${value}, exercice qui n’a pas commencé : corrigez l’année, ou la nature (prévisionnel).`,
  ),
  END_BEFORE_START: error(
    ({ value, detail }) => `La fin (${value}) est avant le début (${detail}) : corrigez l’une des deux.`,
  ),
  YEARS_REVERSED: error(
    ({ value, detail }) =>
      `La dernière année (${value}) est avant la première (${detail}) : corrigez l’une des deux.`,
  ),
  NEGATIVE_NUMBER: error(({ value }) => `« ${value} » ne peut pas être négatif.`),

  // What is not for the hub
  NOT_IN_EUROS: leftOut(
    'WARNING',
    ({ value }) => `L’unité « ${value} » n’est pas l’euro : la ligne n’est pas chargée.`,
  ),
  SCALED_UNIT: leftOut(
    'ERROR',
    ({ value }) =>
      `Le montant est en « ${value} » : convertissez-le en euros, et mettez EUR dans la colonne de l’unité.`,
  ),
  NOT_A_SUBSIDY: leftOut(
    'WARNING',
    ({ value }) =>
      `« ${value} » n’est pas de l’action sociale : la ligne n’est pas chargée, car les deux ne s’additionnent jamais.`,
  ),
  NOT_COMMUNICATED: leftOut(
    'INFO',
    ({ value }) => `« ${value} » : la source ne donne pas ce nombre. Il reste inconnu, il n’est pas zéro.`,
  ),
  TOTAL_LINE: leftOut(
    'INFO',
    ({ value, detail }) =>
      `« ${value} » est une ligne de total : elle répète les autres, elle n’est pas chargée. ${detail}`,
  ),
  TOTAL_MISMATCH: leftOut(
    'ERROR',
    ({ value, detail }) =>
      `La ligne de total « ${value} » ne correspond pas à son détail : ${detail}. Une ligne manque ou est de trop, ou un montant est faux.`,
  ),

  // What has changed since
  KEY_CHANGED: error(
    ({ value }) =>
      `Cette ligne du modèle n’est plus celle du même enregistrement${shownKey(value)} : remettez son identifiant, son ` +
      'territoire et son année. Pour un nouvel enregistrement, videz les deux cellules des colonnes masquées.',
  ),
  KEY_TAKEN: error(
    ({ value, detail }) =>
      `L’identifiant « ${value} » est déjà celui d’une ligne de ${detail} : donnez-en un qui soit à vous, ou retirez la colonne.`,
  ),
  CHANGED_SINCE_TEMPLATE: error(
    ({ detail }) =>
      `Cet enregistrement a changé dans le hub depuis que le modèle a été fait (${detail}) : reprenez un modèle à jour.`,
  ),
} as const satisfies Record<string, Entry>;
