import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import { useHub } from '../hub/hub-provider.tsx';
import { isBlankDocument, isSameDocument, readOperations } from './documents.ts';

/** Puts a document in the editor and runs it, in a new tab when the current one holds something its reader has written. */
export function useAskQuestion(): (document: string) => void {
  const { addTab, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  const { questions } = useHub();

  return useCallback(
    (document) => {
      if (!queryEditor) return;
      const current = queryEditor.getValue();
      const known = questions.status === 'ready' ? questions.value : [];
      const isUntouched =
        isBlankDocument(variableEditor?.getValue() ?? '') &&
        (isBlankDocument(current) || known.some((question) => isSameDocument(current, question.document)));
      if (!isUntouched) addTab();

      const operations = readOperations(document);
      queryEditor.setValue(document);
      variableEditor?.setValue('');
      // GraphiQL learns of the change a tenth of a second later: until then it would run the former operation
      // and write the former document in the history.
      setOperationFacts(operations);
      updateActiveTabValues({
        query: document,
        variables: '',
        operationName: operations.operationName ?? null,
      });
      run();
    },
    [addTab, run, setOperationFacts, updateActiveTabValues, queryEditor, variableEditor, questions],
  );
}
