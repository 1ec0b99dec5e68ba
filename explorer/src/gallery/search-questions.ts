import type { Question } from '../hub/hub-contents.ts';

/** Questions that contain every word searched, whatever the accents and the case. */
export function searchQuestions(questions: Question[], search: string): Question[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return questions.filter((question) => {
    const text = plain(`${question.title} ${question.description} ${question.theme} ${question.name}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'");
}
