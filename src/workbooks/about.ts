/** A sentence for the guide of a blank template. */
export const aboutBlank =
  'Ce modèle est vide : tapez ou collez vos lignes dans la première feuille, sous l’en-tête.';

/** What a template was asked for. */
export interface Asked {
  readonly name: string;
  /** Null for all years. */
  readonly fiscalYear: number | null;
}

const shown = ({ name, fiscalYear }: Asked): string =>
  fiscalYear === null ? name : `${name} en ${fiscalYear}`;

/** Of one that holds what the hub knows: so many rows. */
export const aboutKnown = (asked: Asked, rows: number): string =>
  rows === 1
    ? `Ce modèle contient ce que le hub sait aujourd’hui pour ${shown(asked)} : 1 ligne. Corrigez-la, ajoutez les vôtres dessous, enregistrez, renvoyez le fichier.`
    : `Ce modèle contient ce que le hub sait aujourd’hui pour ${shown(asked)} : ${rows} lignes. Corrigez-les, ajoutez les vôtres dessous, enregistrez, renvoyez le fichier.`;

/** Of one about which the hub knows nothing: so many rows are begun, if any. */
export function aboutStarted(asked: Asked, rows: number): string {
  const nothing = `Le hub ne sait encore rien pour ${shown(asked)}`;
  if (rows === 0) return `${nothing} : tapez ou collez vos lignes dans la première feuille, sous l’en-tête.`;
  return rows === 1
    ? `${nothing} : 1 ligne est commencée. Complétez-la, ajoutez les autres dessous, enregistrez, renvoyez le fichier.`
    : `${nothing} : ${rows} lignes sont commencées. Complétez-les, effacez celles qui ne servent pas, enregistrez, renvoyez le fichier.`;
}

/** Of a template that comes back with remarks. */
export const aboutAnnotated =
  'Ce classeur est votre fichier, avec les remarques du hub : corrigez les cellules en rouge, enregistrez-le, renvoyez-le tel quel.';
