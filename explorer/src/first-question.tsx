import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { useAskQuestion } from './gallery/use-ask-question.ts';
import { useHub } from './hub/hub-provider.tsx';
import { STARTING_COMMENT } from './starting-comment.ts';

/** Asks the first question as soon as it is known, as long as nobody has written anything in the editor. */
export function FirstQuestion() {
  const { questions } = useHub();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const askQuestion = useAskQuestion();
  const asked = useRef(false);

  useEffect(() => {
    const first = questions.status === 'ready' ? questions.value[0] : undefined;
    if (!first || !queryEditor || !responseEditor || asked.current) return;
    if (queryEditor.getValue() !== STARTING_COMMENT) return;
    asked.current = true;
    askQuestion(`${STARTING_COMMENT}${first.document.trim()}\n`);
  }, [questions, queryEditor, responseEditor, askQuestion]);

  return null;
}
