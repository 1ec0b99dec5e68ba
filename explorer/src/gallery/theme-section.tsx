import { useId } from 'react';
import type { Question } from '../hub/hub-contents.ts';
import { QuestionCard } from './question-card.tsx';

export function ThemeSection({ theme, questions }: { theme: string; questions: Question[] }) {
  const titleId = useId();
  return (
    <section className="gallery-theme" aria-labelledby={titleId}>
      <h3 id={titleId} className="gallery-theme-title">
        {theme}
      </h3>
      <ul className="gallery-questions">
        {questions.map((question) => (
          <li key={question.name}>
            <QuestionCard question={question} />
          </li>
        ))}
      </ul>
    </section>
  );
}
