import { useMemo, useState } from 'react';
import type { Question } from '../hub/hub-contents.ts';
import { QuestionSearch } from './question-search.tsx';
import { searchQuestions } from './search-questions.ts';
import { ThemeSection } from './theme-section.tsx';
import { groupByTheme } from './themes.ts';

export function QuestionBrowser({ questions }: { questions: Question[] }) {
  const [search, setSearch] = useState('');
  const found = useMemo(() => searchQuestions(questions, search), [questions, search]);

  if (questions.length === 0)
    return <p className="gallery-hint">Ce hub ne propose encore aucune question.</p>;
  return (
    <>
      <p className="gallery-hint">
        Ouvrez un thème, ou cherchez ; un clic sur une question l’écrit dans l’éditeur et affiche sa réponse.
      </p>
      <QuestionSearch value={search} onChange={setSearch} />
      <p className="gallery-count" role="status">
        {countText(found.length, questions.length)}
      </p>
      {groupByTheme(found).map(({ theme, questions: ofTheme }) => (
        <ThemeSection key={theme} theme={theme} questions={ofTheme} isSearching={search.trim() !== ''} />
      ))}
    </>
  );
}

function countText(found: number, total: number): string {
  if (found === 0) return 'Aucune question ne contient ces mots. Essayez-en d’autres, ou moins.';
  if (found === total) return total === 1 ? '1 question' : `${total} questions`;
  return `${found} sur ${total} questions`;
}
