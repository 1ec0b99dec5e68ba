/** "1 erreur", "12 erreurs", "aucune erreur" is for the caller to say. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;
