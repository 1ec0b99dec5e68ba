/** How grave a remark is: an ERROR stops a load that takes all or nothing, the others do not. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

interface Details {
  /** Header of the column, as the file writes it. */
  readonly column: string;
  readonly value: string;
  readonly detail: string;
}

interface Entry {
  readonly severity: Severity;
  /** True when the row is not loaded. A warning may reject too: the row is right, but is not for the hub. */
  readonly rejects: boolean;
  readonly say: (details: Details) => string;
}

const error = (say: Entry['say']): Entry => ({ severity: 'ERROR', rejects: true, say });
const warning = (say: Entry['say']): Entry => ({ severity: 'WARNING', rejects: false, say });
const info = (say: Entry['say']): Entry => ({ severity: 'INFO', rejects: false, say });
/** Rows that are not for the hub, and are right not to be loaded. */
const leftOut = (severity: Severity, say: Entry['say']): Entry => ({ severity, rejects: true, say });

/**
 * Everything that a load can say: a stable code, and a French message for the person who keeps the file, who is not a
 * data person. The nearest right value, when there is one, is added to the message by `problemOf`.
 */
const catalogue = {
  // The file itself
  EMPTY_FILE: error(() => 'Le fichier est vide.'),
  FILE_TOO_LARGE: error(({ detail }) => `Le fichier est trop gros (${detail}) : découpez-le.`),
  UNSUPPORTED_FORMAT: error(
    ({ detail }) =>
      `Le hub ne lit pas ce format (${detail}). Enregistrez le fichier en .xlsx ou en .csv, puis recommencez.`,
  ),
  ENCRYPTED_FILE: error(() => 'Le classeur est protégé par un mot de passe : retirez-le, puis recommencez.'),
  TRUNCATED_FILE: error(
    () => 'Le fichier est incomplet : il a été coupé en route. Reprenez-le à sa source, puis recommencez.',
  ),
  UNREADABLE_FILE: error(
    ({ detail }) =>
      `Le fichier ne se lit plus à partir d’ici : des guillemets sont mal fermés, sans doute (${detail}).`,
  ),
  MALFORMED_FILE: error(
    ({ detail }) =>
      `Le fichier est abîmé et ne se lit pas (${detail}). Ouvrez-le dans un tableur, enregistrez-le, puis recommencez.`,
  ),
  HOSTILE_FILE: error(
    ({ detail }) => `Le hub refuse ce fichier : ${detail}. Un tableur n’en produit pas de tel.`,
  ),
  TOO_MANY_ROWS: error(({ detail }) => `Le fichier a trop de lignes (${detail}) : découpez-le.`),
  UNKNOWN_ENCODING: error(
    () => 'Les caractères du fichier ne se lisent pas : enregistrez-le en « CSV UTF-8 » ou en .xlsx.',
  ),
  WRONG_EXTENSION: info(({ detail }) => `Le contenu n’est pas ce que dit le nom du fichier (${detail}).`),
  ENCODING_GUESSED: info(
    ({ detail }) => `Les accents ont été lus en ${detail} : vérifiez-en un ou deux dans le rapport.`,
  ),
  NO_TABLE: error(
    ({ detail }) =>
      `Aucune ligne d’en-tête n’a été reconnue. Colonnes attendues, dans n’importe quel ordre : ${detail}.`,
  ),
  NO_ROWS: error(() => 'Le tableau ne contient aucune ligne sous son en-tête.'),
  SHEET_IGNORED: info(
    ({ value }) => `La feuille « ${value} » n’a pas d’en-tête de ce jeu de données : elle est ignorée.`,
  ),
  UNKNOWN_DATASET: error(
    ({ detail }) => `Le jeu de données ne se reconnaît pas aux en-têtes. Dites lequel c’est : ${detail}.`,
  ),

  // Columns and rows
  MISSING_COLUMN: error(({ value }) => `La colonne « ${value} » manque.`),
  UNKNOWN_COLUMN: warning(({ value }) => `La colonne « ${value} » n’est pas connue : elle est ignorée.`),
  DUPLICATE_COLUMN: error(
    ({ value, detail }) => `La colonne « ${value} » dit la même chose que « ${detail} » : gardez-en une.`,
  ),
  BROKEN_ROW: error(({ detail }) => `La ligne n’a pas le bon nombre de colonnes (${detail}).`),
  MISSING_VALUE: error(({ column }) => `« ${column} » est obligatoire.`),
  DUPLICATE_KEY: error(({ value, detail }) => `« ${value} » est déjà à la ligne ${detail} de ce fichier.`),
  SAME_AMOUNT_TWICE: error(
    ({ detail }) =>
      `La ligne ${detail} donne déjà un montant pour le même territoire, exercice, secteur, ligne et nature : ` +
      'additionnez-les, ou distinguez-les par une colonne « gestionnaire » ou « identifiant ».',
  ),

  // Cells
  INVALID_TEXT: error(() => 'La cellule contient un caractère interdit (caractère de contrôle).'),
  FORMULA_TEXT: error(
    ({ value }) => `« ${value} » est une formule de tableur et non un texte : tapez la valeur elle-même.`,
  ),
  CELL_ERROR: error(({ value }) => `La cellule affiche une erreur de tableur (${value}).`),
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
    ({ value, detail }) => `« ${value} » ne peut pas servir d’identifiant : ${detail}`,
  ),
  INVALID_DATE: error(
    ({ value }) => `« ${value} » n’est pas une date du calendrier (JJ/MM/AAAA ou AAAA-MM-JJ).`,
  ),
  AMBIGUOUS_DATE: error(
    ({ value }) => `« ${value} » : écrivez l’année en quatre chiffres, le hub ne devine pas le siècle.`,
  ),
  INVALID_YEAR: error(({ value }) => `« ${value} » n’est pas une année (1990 à 2100).`),
  INVALID_INTEGER: error(({ value }) => `« ${value} » n’est pas un nombre entier de 0 à 99 999.`),
  INVALID_NUMBER: error(({ value }) => `« ${value} » n’est pas un nombre.`),
  INVALID_PERCENT: error(({ value }) => `« ${value} » n’est pas un pourcentage entier de 0 à 100.`),
  INVALID_AMOUNT: error(({ value }) => `« ${value} » n’est pas un montant en euros.`),
  AMBIGUOUS_AMOUNT: error(
    ({ value, detail }) => `« ${value} » se lit de deux façons (${detail}) : le hub ne devine pas.`,
  ),
  UNKNOWN_WORD: error(({ value, detail }) => `« ${value} » n’est pas une valeur attendue. ${detail}`),

  // What rows speak of
  UNKNOWN_TERRITORY: error(
    ({ value, detail }) => `Aucun territoire ne porte le code « ${value} ». ${detail}`,
  ),
  LEADING_ZERO_LOST: error(
    ({ value }) =>
      `« ${value} » a sans doute perdu son zéro de tête dans un tableur : mettez la colonne au format Texte.`,
  ),
  CODE_ROUNDED: error(
    ({ value }) =>
      `« ${value} » est un numéro qu’un tableur a arrondi : mettez la colonne au format Texte et retapez-le.`,
  ),
  CODE_NAME_CONFLICT: error(
    ({ value, detail }) => `Le code « ${value} » est celui de ${detail} : le code et le nom se contredisent.`,
  ),
  FOUND_BY_NAME: info(({ value, detail }) => `« ${value} » a été reconnu par son nom : ${detail}.`),
  SEVERAL_TERRITORIES: error(
    ({ value }) =>
      `Le montant est donné pour plusieurs territoires à la fois (${value}) : le hub ne le répartit pas.`,
  ),
  SUCCESSOR_USED: warning(
    ({ value, detail }) => `Le code « ${value} » n’est plus celui d’une commune : ${detail} a été pris.`,
  ),
  OUTSIDE_SOURCE: error(
    ({ value, detail }) =>
      `La ligne parle de ${value}, qui n’est pas dans ${detail} : cette source n’a pas à la donner.`,
  ),
  UNKNOWN_CONVENTION: error(({ value }) => `Aucune convention ne porte la référence « ${value} ».`),
  UNKNOWN_PARENT: warning(
    ({ value }) => `Aucun nœud de ce plan ne s’appelle « ${value} » : le nœud est mis en haut du plan.`,
  ),
  PARENT_CYCLE: error(({ value }) => `« ${value} » se trouve sous lui-même.`),
  UNKNOWN_NODE: error(({ value }) => `Aucune action de ce plan ne porte le code « ${value} ».`),
  UNKNOWN_STATUS: warning(
    ({ value }) =>
      `« ${value} » n’est pas un état d’avancement connu : les mots sont gardés, l’état reste inconnu.`,
  ),
  UNDATED_STATUS: warning(
    ({ value }) => `L’état « ${value} » n’a pas de date : il est gardé mais n’entre dans aucun taux.`,
  ),
  UNCERTAIN_DUE_DATE: warning(
    ({ value }) => `« ${value} » n’est pas une échéance ferme : les mots sont gardés, sans date.`,
  ),
  FUTURE_STATUS: error(({ value }) => `L’état serait observé le ${value}, qui n’est pas encore arrivé.`),
  END_BEFORE_START: error(({ value, detail }) => `La fin (${value}) est avant le début (${detail}).`),
  YEARS_REVERSED: error(
    ({ value, detail }) => `La dernière année (${value}) est avant la première (${detail}).`,
  ),
  NEGATIVE_NUMBER: error(({ value }) => `« ${value} » ne peut pas être négatif.`),

  // What is not for the hub
  NOT_IN_EUROS: leftOut(
    'WARNING',
    ({ value }) => `L’unité « ${value} » n’est pas l’euro : ce n’est pas une subvention.`,
  ),
  NOT_A_SUBSIDY: leftOut(
    'WARNING',
    ({ value }) =>
      `« ${value} » n’est pas de l’action sociale : jamais additionné aux subventions, donc non chargé.`,
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
      `La ligne de total « ${value} » ne correspond pas à son détail : ${detail}. Une ligne manque, ou un montant est faux.`,
  ),

  // What has changed since
  KEY_CHANGED: error(
    ({ value }) =>
      `L’identifiant de cette ligne a changé depuis le modèle (il était « ${value} ») : remettez-le, ou videz la ` +
      'cellule de la colonne masquée pour créer un nouvel enregistrement.',
  ),
  CHANGED_SINCE_TEMPLATE: error(
    ({ detail }) =>
      `Cet enregistrement a changé dans le hub depuis que le modèle a été fait (${detail}) : reprenez un modèle à jour.`,
  ),
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof catalogue;

export const problemCatalogue: Readonly<Record<ProblemCode, Entry>> = catalogue;
