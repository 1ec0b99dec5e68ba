/** What the editor holds before the first question is asked, and above that question afterwards. */
export const STARTING_COMMENT = `# Bienvenue dans l’explorateur !
# Un clic sur une question, à gauche,
# l’écrit ici ; sa réponse est à droite.
# Changez ses réglages ($…), ses champs
# (Ctrl + Espace les propose), puis
# Ctrl + Entrée pour la poser à nouveau.

`;
