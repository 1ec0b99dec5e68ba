// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are code

import type { Replacements } from './replace-in-packages.ts';

export const GRAPHIQL_REPLACEMENTS: Replacements = {
  'graphiql/dist/GraphiQL.js': {
    '"New tab"': '"Nouvel onglet"',
    '`${editorToolsHiddenElement === "second" ? "Show" : "Hide"} editor tools`':
      '`${editorToolsHiddenElement === "second" ? "Afficher" : "Masquer"} les variables et les en-têtes`',
    '"Editor Commands"': '"Commandes de l’éditeur"',
    '"Operation Editor"': '"Éditeur de la question"',
    '"Headers"': '"En-têtes"',
    '"Select active operation"': '"Choisir l’onglet"',
  },
  'graphiql/dist/ui/short-keys.js': {
    '"Execute query"': '"Poser la question"',
    '"Open the Command Palette (you must have focus in the editor)"':
      '"Ouvrir la palette de commandes (le curseur étant dans l’éditeur)"',
    '"Prettify editors"': '"Remettre en forme"',
    '"Copy query"': '"Copier la question"',
    '"Re-fetch schema using introspection"': '"Relire le schéma du hub"',
    '"Search in documentation"': '"Chercher dans la documentation"',
    '"Search in editor"': '"Chercher dans l’éditeur"',
    '"Merge fragments definitions into operation definition"': '"Fondre les fragments dans la question"',
    '"Short Key"': '"Raccourci"',
    '"Function"': '"Effet"',
    '"This Graph"': '"Cet éditeur Graph"',
    '"QL editor uses"': '"QL suit les"',
    '"Monaco editor shortcuts"': '"raccourcis de l’éditeur Monaco"',
    '", with keybindings similar to VS Code. See the full list of shortcuts for"':
      '", proches de ceux de VS Code. Listes complètes (sites extérieurs) :"',
    '"or"': '"ou"',
  },
  'graphiql/dist/ui/sidebar.js': {
    '`Re-fetch GraphQL schema (': '`Relire le schéma du hub (',
    '"Open short keys dialog"': '"Raccourcis clavier"',
    '"Open settings dialog"': '"Réglages"',
    '"Hide" : "Show"': '"Masquer :" : "Afficher :"',
    '"Short Keys"': '"Raccourcis clavier"',
    '"This modal provides a list of available keyboard shortcuts and their functions."':
      '"Cette fenêtre liste les raccourcis clavier et leurs effets."',
    '"Settings"': '"Réglages"',
    '"This modal lets you adjust header persistence, interface theme, and clear local storage."':
      '"Cette fenêtre règle le thème de l’explorateur et permet d’effacer ce qu’il a gardé."',
    '"Theme"': '"Thème"',
    '"Adjust how the interface appears."': '"L’aspect de l’explorateur."',
    '"System"': '"Système"',
    '"Light"': '"Clair"',
    '"Dark"': '"Sombre"',
    '"Clear storage"': '"Tout effacer"',
    '"Remove all locally stored data and start fresh."':
      '"Oublier les onglets et l’historique gardés dans ce navigateur, à la prochaine ouverture de la page."',
    '"Cleared data"': '"Effacé"',
    '"Failed"': '"Échec"',
    '"Clear data"': '"Effacer"',
  },
  'graphiql/dist/ui/toolbar.js': {
    '`Prettify query (': '`Remettre en forme (',
    '`Merge fragments into query (': '`Fondre les fragments dans la question (',
    '`Copy query (': '`Copier la question (',
  },
  '@graphiql/react/dist/components/dialog/index.js': { '"Close dialog"': '"Fermer la fenêtre"' },
  '@graphiql/react/dist/components/execute-button/index.js': {
    '${isRunning ? "Stop" : "Execute"} query (': '${isRunning ? "Arrêter" : "Poser la question"} (',
    '`<Unnamed ${operation.operation}>`': '`<${operation.operation} sans nom>`',
  },
  '@graphiql/react/dist/components/response-editor.js': {
    '"Result Window"': '"Réponse"',
    'Loading...': 'Chargement…',
  },
  '@graphiql/react/dist/components/tabs/index.js': { '"Close Tab"': '"Fermer l’onglet"' },
  '@graphiql/react/dist/constants.js': {
    '"Prettify Editors"': '"Remettre en forme"',
    '"Merge Fragments into Query"': '"Fondre les fragments dans la question"',
    '"Run Operation"': '"Poser la question"',
    '"Copy Query"': '"Copier la question"',
    '"Shift-Ctrl-': '"Maj-Ctrl-',
    '"Ctrl-Enter"': '"Ctrl-Entrée"',
    // Elsewhere than on a Mac, WinCtrl is the Windows key: the shortcuts written on the buttons would not work.
    'KeyMod.Shift | KeyMod.WinCtrl | KeyCode.KeyP': shiftCtrl('KeyP'),
    'KeyMod.Shift | KeyMod.WinCtrl | KeyCode.KeyM': shiftCtrl('KeyM'),
    'KeyMod.Shift | KeyMod.WinCtrl | KeyCode.KeyC': shiftCtrl('KeyC'),
    // The primary colours of src/style/theme.css, which the editor cannot read from there.
    '#ff5794': '#7db8f7',
    '#d60590': '#12509e',
  },
  '@graphiql/react/dist/stores/execution.js': {
    '"Automatically added leaf fields"': '"Champs ajoutés d’office"',
    '`Request not sent. ${editor === variableEditor ? "Variables" : "Request headers"} ':
      '`Question non posée. ${editor === variableEditor ? "Les variables" : "Les en-têtes"} ',
  },
  '@graphiql/react/dist/utility/create-editor.js': {
    'fontSize: 15,':
      'fontSize: 14,\n\t\twordWrap: "on",\n\t\t// A French apostrophe is no trap.\n\t\tunicodeHighlight: { ambiguousCharacters: false },',
  },
  '@graphiql/react/dist/utility/jsonc.js': {
    'new Intl.ListFormat("en"': 'new Intl.ListFormat("fr"',
    ' at line ${line}, column ': ' à la ligne ${line}, colonne ',
    'are invalid JSON: ': 'ne sont pas du JSON valide : ',
    'are not a JSON object.': 'doivent être un objet JSON, entre accolades.',
    '"invalid symbol"': '"symbole inconnu"',
    '"invalid number format"': '"nombre mal écrit"',
    '"expected a property name"': '"nom attendu"',
    '"expected a value"': '"valeur attendue"',
    '"expected a colon"': '"deux-points attendus"',
    '"expected a comma"': '"virgule attendue"',
    '"expected a closing brace"': '"accolade fermante attendue"',
    '"expected a closing bracket"': '"crochet fermant attendu"',
    '"expected end of file"': '"texte en trop"',
    '"unexpected end of string"': '"guillemet fermant manquant"',
    '"invalid character"': '"caractère interdit"',
  },
  '@graphiql/react/dist/utility/tabs.js': { '"<untitled>"': '"Sans titre"' },
  '@graphiql/plugin-history/dist/components.js': {
    '"History"': '"Historique"',
    '"Cleared"': '"Effacé"',
    '"Failed to Clear"': '"Échec"',
    '"Clear"': '"Effacer"',
    '"Type a label"': '"Écrire un nom"',
    '"Save"': '"Garder"',
    '"Set active"': '"Remettre dans l’éditeur"',
    '"Edit label"': '"Renommer"',
    '"Remove favorite"': '"Retirer des favoris"',
    '"Add favorite"': '"Ajouter aux favoris"',
    '"Delete from history"': '"Retirer de l’historique"',
  },
  '@graphiql/plugin-history/dist/index.js': { '"History"': '"Historique"' },
  '@graphiql/plugin-doc-explorer/dist/context.js': {
    'title: "Documentation Explorer"': 'title: "Documentation"',
    '"Show Documentation Explorer"': '"Afficher : Documentation"',
    '"Docs"': '"Documentation"',
  },
  '@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js': {
    '"Error fetching schema"': '"Le schéma du hub n’a pas pu être lu."',
    '"Schema is invalid: "': '"Le schéma du hub est incorrect : "',
    '"No GraphQL schema available"': '"Le hub ne donne pas de schéma."',
    '`Go back to ${': '`Revenir à ${',
    '"Documentation Explorer"': '"Documentation"',
  },
  '@graphiql/plugin-doc-explorer/dist/components/schema-documentation.js': {
    '"A GraphQL schema provides a root type for each kind of operation."':
      '"Tout ce que le hub sait répondre. Cliquez sur Query pour voir les questions possibles, de champ en champ."',
  },
  '@graphiql/plugin-doc-explorer/dist/components/search.js': {
    '`Search ${navItem.name}...`': '`Chercher dans ${navItem.name}`',
    // The shortcut shown there does not fit in the box.
    'formatShortcutForOS(formatShortcutForOS(KEY_MAP.searchInDocs.key).replaceAll("-", " "))': '"Chercher"',
    '"No results found"': '"Rien ne porte ce nom"',
    '"Other results"': '"Ailleurs"',
  },
  '@graphiql/plugin-doc-explorer/dist/components/argument.js': { '"Deprecated"': '"Obsolète"' },
  '@graphiql/plugin-doc-explorer/dist/components/deprecation-reason.js': { '"Deprecated"': '"Obsolète"' },
  '@graphiql/plugin-doc-explorer/dist/components/field-documentation.js': {
    '"Show Deprecated Arguments"': '"Afficher les arguments obsolètes"',
  },
  '@graphiql/plugin-doc-explorer/dist/components/type-documentation.js': {
    '"Show Deprecated Fields"': '"Afficher les champs obsolètes"',
    '"Show Deprecated Values"': '"Afficher les valeurs obsolètes"',
  },
  // Sections choose their icon by their English title: only what is shown is replaced.
  '@graphiql/plugin-doc-explorer/dist/components/section.js': {
    '      t1,\n      title\n': '      t1,\n      FRENCH_TITLES[title] ?? title\n',
    'const TYPE_TO_ICON = {': `const FRENCH_TITLES = ${JSON.stringify({
      'Deprecated Arguments': 'Arguments obsolètes',
      'Deprecated Enum Values': 'Valeurs obsolètes',
      'Deprecated Fields': 'Champs obsolètes',
      Directives: 'Directives',
      'Enum Values': 'Valeurs',
      Fields: 'Champs',
      Implements: 'Interfaces',
      Implementations: 'Types qui ont ces champs',
      'Possible Types': 'Types possibles',
      'Root Types': 'Points de départ',
      'All Schema Types': 'Tous les types',
    })};\nconst TYPE_TO_ICON = {`,
  },
};

function shiftCtrl(key: string): string {
  return `KeyMod.Shift | (isMacOs ? KeyMod.WinCtrl : KeyMod.CtrlCmd) | KeyCode.${key}`;
}
