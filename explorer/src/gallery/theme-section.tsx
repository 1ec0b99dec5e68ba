import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { Question } from '../hub/hub-contents.ts';
import { isSameDocument } from './documents.ts';
import { QuestionCard } from './question-card.tsx';

interface ThemeSectionProps {
  theme: string;
  questions: Question[];
  /** True while the reader searches: what is found must be seen. */
  isSearching: boolean;
}

/** The questions of a theme, folded away until the reader opens them, or one of them is in the editor. */
export function ThemeSection({ theme, questions, isSearching }: ThemeSectionProps) {
  const [isOpened, setIsOpened] = useState(false);
  const holdsShown = useGraphiQL((state) => {
    const shown = state.tabs[state.activeTabIndex]?.query;
    return questions.some(({ document }) => isSameDocument(shown, document));
  });
  useEffect(() => {
    if (holdsShown) setIsOpened(true);
  }, [holdsShown]);

  return (
    <details
      className="gallery-theme"
      open={isSearching || isOpened}
      onToggle={(event) => {
        if (!isSearching) setIsOpened(event.currentTarget.open);
      }}
    >
      <summary className="gallery-theme-summary">
        <h3 className="gallery-theme-title">{theme}</h3>
        <span className="gallery-theme-count">
          {questions.length}
          <span className="visually-hidden">{questions.length === 1 ? ' question' : ' questions'}</span>
        </span>
      </summary>
      <ul className="gallery-questions">
        {questions.map((question) => (
          <li key={question.name}>
            <QuestionCard question={question} />
          </li>
        ))}
      </ul>
    </details>
  );
}
