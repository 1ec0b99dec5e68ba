import { PlayIcon, useGraphiQL } from '@graphiql/react';
import type { Question } from '../hub/hub-contents.ts';
import { isSameDocument } from './documents.ts';
import { useAskQuestion } from './use-ask-question.ts';

export function QuestionCard({ question }: { question: Question }) {
  const askQuestion = useAskQuestion();
  const isShown = useGraphiQL((state) =>
    isSameDocument(state.tabs[state.activeTabIndex]?.query, question.document),
  );

  return (
    <button
      type="button"
      className="question"
      aria-current={isShown ? 'true' : undefined}
      onClick={() => askQuestion(question.document)}
    >
      <span className="question-title">{question.title}</span>
      <span className="question-description">{question.description}</span>
      <PlayIcon className="question-icon" aria-hidden="true" />
    </button>
  );
}
