/** What a hub says that cannot answer for now, and what `backup`, `restore` and migrations refuse. */
export const keepingErrors = {
  DATABASE_UNAVAILABLE: ({ seconds }: { seconds: number }) =>
    `La base de données ne répond pas pour l’instant ; le hub s’y reconnecte de lui-même. Réessayez dans ${seconds} secondes. Un fichier ` +
    'peut être renvoyé tel quel : il n’est jamais compté deux fois.',
  DATABASE_CROWDED: ({ seconds }: { seconds: number }) =>
    `Toutes les connexions à la base sont occupées. Réessayez dans ${seconds} secondes.`,
  DATABASE_FULL: ({ seconds }: { seconds: number }) =>
    'Le disque de la base est plein : ce qui devait être écrit ne l’a pas été, et rien n’a été perdu. La personne qui exploite le hub doit ' +
    `y faire de la place ; réessayez ensuite (le hub se remet seul, en ${seconds} secondes).`,
  HUB_STOPPING: ({ seconds }: { seconds: number }) =>
    `Le hub s’arrête et ne prend plus de demande ; ce qui est en cours se termine. Réessayez dans ${seconds} secondes.`,

  BASE_NOT_COPIED: ({ copy, reason }: { copy: string; reason: string }) =>
    `La base doit être mise à jour, et sa copie ${copy} n’a pas pu être faite (${reason}). Rien n’a été changé : faites de la place, ` +
    'puis relancez le hub.',
  BASE_SET_ASIDE: ({ directory, copies }: { directory: string; copies: readonly string[] }) =>
    `Le dossier ${directory} ne contient pas de base, mais des copies d’une base qui y était : ${copies.join(', ')}. Le hub n’en crée pas ` +
    'une vide à sa place : renommez l’une d’elles en « pgdata », ou déplacez-les pour repartir d’une base neuve.',

  BACKUP_OF_NOTHING: () => 'Cette base ne contient rien à sauvegarder : le hub n’y a encore rien chargé.',
  BACKUP_UNREADABLE: ({ path, reason }: { path: string; reason: string }) =>
    `« ${path} » n’est pas une sauvegarde entière du hub (${reason}). Rien n’a été changé : prenez-en une autre.`,
  BACKUP_TOO_NEW: ({ path, unknown }: { path: string; unknown: string }) =>
    `« ${path} » vient d’un hub plus récent que celui-ci (mise à jour « ${unknown} », inconnue ici). Rien n’a été changé : restaurez-la ` +
    'avec la version qui l’a faite, ou une plus récente.',
  RESTORE_OVER_DATA: () =>
    'La base contient déjà des données et n’est pas écrasée. Restaurez dans une base vide, ou confirmez par --remplacer que la sauvegarde ' +
    'prend la place de ce qu’elle contient.',
  RESTORE_NOT_EQUAL: ({ table }: { table: string }) =>
    `Une fois écrite, la table ${table} n’est pas celle de la sauvegarde. Rien n’a été gardé de la restauration : signalez-le à l’équipe ` +
    'qui développe le hub.',
  RESTORE_OTHER_TABLES: () =>
    'Cette base a les tables d’une autre version que la sauvegarde. Rien n’a été changé : restaurez dans une base neuve, sans aucune table, ' +
    'que le hub mettra à jour ensuite.',
} as const;
