import { type Entry, error, info, leftOut, ofFile, warning } from './catalogue-entry.js';

/** What is said of the file, its sheets, its columns and its rows as such. */
export const fileCatalogue = {
  // The file itself
  EMPTY_FILE: ofFile(() => 'Le fichier est vide : vérifiez que c’est le bon, et qu’il a été enregistré.'),
  FILE_TOO_LARGE: ofFile(({ detail }) => `Le fichier est trop gros (${detail}) : découpez-le.`),
  UNSUPPORTED_FORMAT: ofFile(
    ({ detail }) =>
      `Le hub ne lit pas ce format (${detail}) : est-ce le bon fichier ? Si oui, ouvrez-le dans un tableur, ` +
      'enregistrez-le en .xlsx, puis recommencez.',
  ),
  ENCRYPTED_FILE: ofFile(() => 'Le classeur est protégé par un mot de passe : retirez-le, puis recommencez.'),
  TRUNCATED_FILE: ofFile(
    () => 'Le fichier est incomplet : il a été coupé en route. Reprenez-le à sa source, puis recommencez.',
  ),
  UNREADABLE_FILE: ofFile(
    ({ detail }) =>
      `À partir de cette ligne, le fichier ne se lit plus : ${detail}. Corrigez les guillemets, ou enregistrez le ` +
      'fichier en .xlsx.',
  ),
  MALFORMED_FILE: ofFile(
    ({ detail }) =>
      `Le fichier est abîmé et ne se lit pas (${detail}). Ouvrez-le dans un tableur, enregistrez-le, puis recommencez.`,
  ),
  MALFORMED_JSON: ofFile(
    ({ detail }) =>
      `Ce JSON ne se lit pas (${detail}). Le hub attend une liste d’objets, ou un objet par ligne : refaites l’export.`,
  ),
  HOSTILE_FILE: ofFile(
    ({ detail }) =>
      `Le hub refuse ce fichier : ${detail}. Un tableur n’en produit pas de tel ; d’où vient-il ? Copiez les données ` +
      'dans un classeur neuf.',
  ),
  TOO_MANY_ROWS: ofFile(({ detail }) => `Le fichier a plus de ${detail} lignes : découpez-le.`),
  UNKNOWN_ENCODING: ofFile(
    () => 'Les accents du fichier ne se lisent pas : enregistrez-le en « CSV UTF-8 » ou en .xlsx.',
  ),
  WRONG_EXTENSION: info(
    ({ detail }) => `Le contenu n’est pas ce que dit le nom du fichier (${detail}) : est-ce le bon fichier ?`,
  ),
  ENCODING_GUESSED: info(
    ({ detail }) => `Les accents ont été lus comme ceux d’un fichier ${detail} : vérifiez un nom ou deux.`,
  ),
  NO_TABLE: ofFile(
    ({ detail }) =>
      `Aucun tableau n’a été reconnu : il faut une ligne d’en-tête avec au moins ${detail}. Partez du modèle, si besoin.`,
  ),
  NO_ROWS: ofFile(() => 'Le tableau ne contient aucune ligne sous son en-tête.'),
  UNKNOWN_DATASET: ofFile(
    ({ detail }) => `Les en-têtes ne disent pas ce que contient le fichier. Choisissez-le : ${detail}.`,
  ),
  WRONG_DATASET: ofFile(
    ({ value, detail }) =>
      `Ces colonnes sont celles de « ${value} », non de « ${detail} » : choisissez « ${value} », ou un autre fichier.`,
  ),
  SHEET_IGNORED: info(
    ({ value, detail }) =>
      `La feuille « ${value} » n’est pas chargée : ${detail || 'elle n’a pas l’en-tête attendu'}.`,
  ),
  SHEET_LEFT_OUT: warning(
    ({ value, detail }) =>
      `La feuille « ${value} » n’est pas chargée : ${detail}. Vérifiez qu’il n’y manque rien.`,
  ),

  // Columns and rows
  MISSING_COLUMN: ofFile(({ value, detail }) => `La colonne « ${value} » manque. ${detail || 'Ajoutez-la.'}`),
  CROSS_TABLE: ofFile(
    ({ value, detail }) =>
      `Les colonnes ${value} sont des valeurs de « ${detail} » : faites une ligne pour chacune, avec une colonne ` +
      `« ${detail} ».`,
  ),
  PERSONAL_DATA: ofFile(
    ({ value }) =>
      `La colonne « ${value} » porte sur des personnes : le hub n’en prend aucune donnée. Supprimez-la, puis recommencez.`,
  ),
  PERSONAL_CELL: ofFile(
    ({ column, detail }) =>
      `${column === '' ? 'Cette cellule' : `La colonne « ${column} »`} contient ${detail} : le hub n’en prend aucune donnée, et rien du ` +
      'fichier n’est gardé. Effacez-le partout dans le fichier, puis recommencez.',
  ),
  E_MAIL_IN_TEXT: warning(
    ({ column }) =>
      `« ${column} » contient une adresse électronique : elle sera lue de tous ceux qui lisent ce texte. Écrivez plutôt un service ou une fonction.`,
  ),
  PHONE_IN_TEXT: warning(
    ({ column }) =>
      `« ${column} » contient un numéro de téléphone : il sera lu de tous ceux qui lisent ce texte. Écrivez plutôt un service ou une fonction.`,
  ),
  UNKNOWN_COLUMN: warning(({ value }) => `La colonne « ${value} » n’est pas connue : elle est ignorée.`),
  DUPLICATE_COLUMN: ofFile(
    ({ value, detail }) => `La colonne « ${value} » dit la même chose que « ${detail} » : gardez-en une.`,
  ),
  HEADER_REPEATED: leftOut('INFO', () => 'L’en-tête est répété à cette ligne : elle n’est pas chargée.'),
  BROKEN_ROW: error(
    ({ detail }) =>
      `La ligne a ${detail}. Un texte contient sans doute le signe qui sépare les colonnes : mettez-le entre guillemets.`,
  ),
  MISSING_VALUE: error(
    ({ column, detail }) => `« ${column} » est vide : ${detail || 'remplissez la cellule'}.`,
  ),
  DUPLICATE_KEY: error(
    ({ value, detail }) =>
      `« ${value} » est déjà à la ligne ${detail} de ce fichier : supprimez la ligne de trop, ou changez l’identifiant.`,
  ),
  SAME_NUMBER_TWICE: error(
    ({ detail }) =>
      `La ligne ${detail} donne déjà ce nombre pour le même territoire et le même jour : gardez-en un, ou distinguez-les ` +
      'par une colonne « série ».',
  ),
  SAME_AMOUNT_TWICE: error(
    ({ detail }) =>
      `La ligne ${detail} donne déjà un montant pour le même territoire, exercice, secteur, ligne et nature : ` +
      'additionnez-les, ou distinguez-les par une colonne « gestionnaire » ou « identifiant ».',
  ),
  COUNTED_TWICE: error(
    ({ value, detail }) =>
      `Ce montant de ${value}, ${detail} du même territoire, exercice et nature : il serait compté deux fois. Retirez la ` +
      'ligne ; si c’est un autre montant, précisez ce qui l’en distingue.',
  ),
  ALREADY_COUNTED: error(
    ({ value, detail }) =>
      `Le hub tient déjà ce montant dans un total de ${value} (${detail}), qui serait compté deux fois : chargez en ` +
      'remplaçant l’exercice, ou annulez d’abord ce chargement.',
  ),
  MAYBE_COUNTED_TWICE: warning(
    ({ value, detail }) =>
      `Un montant de ${value} est donné ${detail} du même territoire, exercice et nature : tous sont comptés. Si le premier ` +
      'est le total des autres, retirez-le.',
  ),
  SAME_AMOUNT_KNOWN: warning(
    ({ value, detail }) =>
      `Le hub tient déjà un montant de ${value} en tout point semblable, sous un autre identifiant (${detail}) : les deux sont ` +
      'comptés. Si c’est le même, annulez l’un des deux chargements, ou reprenez l’identifiant du premier.',
  ),
} as const satisfies Record<string, Entry>;
