/** Invented titles of a theme, from which plans are put together. */
export interface ThemeWords {
  /** Functions, never persons. */
  readonly leads: readonly string[];
  readonly priorities: readonly string[];
  readonly objectives: readonly ObjectiveWords[];
}

export interface ObjectiveWords {
  readonly title: string;
  readonly actions: readonly string[];
  /** Another theme that the objective and its actions also serve. */
  readonly alsoAbout: string | null;
}

export const objective = (title: string, ...actions: string[]): ObjectiveWords => ({
  title,
  actions,
  alsoAbout: null,
});

export const shared = (alsoAbout: string, words: ObjectiveWords): ObjectiveWords => ({ ...words, alsoAbout });
