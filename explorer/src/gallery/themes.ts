import type { Question } from '../hub/hub-contents.ts';

interface Theme {
  theme: string;
  questions: Question[];
}

/** Themes come in the order in which the hub first names them. */
export function groupByTheme(questions: Question[]): Theme[] {
  const themes = new Map<string, Question[]>();
  for (const question of questions) {
    const ofTheme = themes.get(question.theme);
    if (ofTheme) ofTheme.push(question);
    else themes.set(question.theme, [question]);
  }
  return [...themes].map(([theme, ofTheme]) => ({ theme, questions: ofTheme }));
}
