/**
 * Everything that a load can say of a row: a stable code, and a French message for the person who keeps the
 * file. A problem that `rejects` keeps the row out; the others only warn.
 */
const catalogue = {
  UNREADABLE_FILE: {
    rejects: true,
    say: (p: Details) =>
      `Le fichier ne se lit plus à partir d’ici : des guillemets sont mal fermés, sans doute (${p.value}).`,
  },
  MISSING_COLUMN: { rejects: true, say: (p: Details) => `La colonne « ${p.value} » manque.` },
  UNKNOWN_COLUMN: {
    rejects: false,
    say: (p: Details) => `La colonne « ${p.value} » n’est pas connue : elle est ignorée.`,
  },
  BROKEN_ROW: {
    rejects: true,
    say: (p: Details) => `La ligne n’a pas le bon nombre de colonnes (${p.value}).`,
  },
  MISSING_VALUE: { rejects: true, say: (p: Details) => `« ${p.column} » est obligatoire.` },
  INVALID_TEXT: { rejects: true, say: () => 'La cellule contient un caractère interdit (caractère nul).' },
  INVALID_IDENTIFIER: {
    rejects: true,
    say: (p: Details) => `« ${p.value} » ne peut pas servir d’identifiant : ${p.suggestion}`,
  },
  INVALID_DATE: {
    rejects: true,
    say: (p: Details) => `« ${p.value} » n’est pas une date du calendrier (AAAA-MM-JJ ou JJ/MM/AAAA).`,
  },
  INVALID_YEAR: { rejects: true, say: (p: Details) => `« ${p.value} » n’est pas une année (1990 à 2100).` },
  INVALID_INTEGER: {
    rejects: true,
    say: (p: Details) => `« ${p.value} » n’est pas un nombre entier de 0 à 99 999.`,
  },
  INVALID_AMOUNT: { rejects: true, say: (p: Details) => `« ${p.value} » n’est pas un montant en euros.` },
  NOT_IN_EUROS: {
    rejects: true,
    say: (p: Details) => `L’unité « ${p.value} » n’est pas l’euro : ce n’est pas une subvention.`,
  },
  NOT_A_SUBSIDY: {
    rejects: true,
    say: (p: Details) =>
      `« ${p.value} » n’est pas de l’action sociale : jamais additionné aux subventions, donc non chargé.`,
  },
  TOTAL_LINE: {
    rejects: true,
    say: (p: Details) =>
      `« ${p.value} » est une ligne de total : elle répète les autres, elle n’est pas chargée.`,
  },
  UNKNOWN_WORD: {
    rejects: true,
    say: (p: Details) => `« ${p.value} » n’est pas une valeur attendue. ${p.suggestion ?? ''}`,
  },
  UNKNOWN_TERRITORY: {
    rejects: true,
    say: (p: Details) => `Aucun territoire ne porte le code « ${p.value} ». ${p.suggestion ?? ''}`,
  },
  SEVERAL_TERRITORIES: {
    rejects: true,
    say: (p: Details) =>
      `Le montant est donné pour plusieurs territoires à la fois (${p.value}) : le hub ne le répartit pas.`,
  },
  SUCCESSOR_USED: {
    rejects: false,
    say: (p: Details) =>
      `Le code « ${p.value} » n’est plus celui d’une commune : ${p.suggestion} a été pris.`,
  },
  UNKNOWN_CONVENTION: {
    rejects: true,
    say: (p: Details) => `Aucune convention ne porte la référence « ${p.value} ».`,
  },
  UNKNOWN_PARENT: {
    rejects: false,
    say: (p: Details) =>
      `Aucun nœud de ce plan ne s’appelle « ${p.value} » : le nœud est mis en haut du plan.`,
  },
  PARENT_CYCLE: { rejects: true, say: (p: Details) => `« ${p.value} » se trouve sous lui-même.` },
  UNKNOWN_NODE: {
    rejects: true,
    say: (p: Details) => `Aucune action de ce plan ne porte le code « ${p.value} ».`,
  },
  UNKNOWN_STATUS: {
    rejects: false,
    say: (p: Details) =>
      `« ${p.value} » n’est pas un état d’avancement connu : les mots sont gardés, l’état reste inconnu.`,
  },
  UNDATED_STATUS: {
    rejects: false,
    say: (p: Details) => `L’état « ${p.value} » n’a pas de date : il est gardé mais n’entre dans aucun taux.`,
  },
  UNCERTAIN_DUE_DATE: {
    rejects: false,
    say: (p: Details) => `« ${p.value} » n’est pas une échéance ferme : les mots sont gardés, sans date.`,
  },
  END_BEFORE_START: {
    rejects: true,
    say: (p: Details) => `La fin (${p.value}) est avant le début (${p.suggestion}).`,
  },
  YEARS_REVERSED: {
    rejects: true,
    say: (p: Details) => `La dernière année (${p.value}) est avant la première (${p.suggestion}).`,
  },
  DUPLICATE_KEY: {
    rejects: true,
    say: (p: Details) => `« ${p.value} » est déjà à la ligne ${p.suggestion} de ce fichier.`,
  },
} as const;

export type ProblemCode = keyof typeof catalogue;

interface Details {
  readonly column: string;
  readonly value: string;
  readonly suggestion?: string;
}

/** A remark on one cell, or on a whole row when `column` is null. */
export interface Problem {
  /** Line as a spreadsheet shows it: the header is line 1. */
  readonly line: number;
  readonly column: string | null;
  readonly code: ProblemCode;
  readonly rejects: boolean;
  readonly value: string;
  readonly message: string;
}

/** A cell that cannot be taken as it is. Thrown by a column's parser, caught by the reader. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly value: string,
    readonly suggestion?: string,
  ) {
    super(code);
  }
}

export function problemOf(
  line: number,
  column: string | null,
  { code, value, suggestion }: Refusal,
): Problem {
  const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value;
  const { rejects, say } = catalogue[code];
  const details = { column: column ?? '', value: shown, ...(suggestion !== undefined && { suggestion }) };
  const message = say(details).trim();
  return { line, column, code, rejects, value: shown, message };
}
