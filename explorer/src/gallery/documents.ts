import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

/** Two documents are the same question when only their comments and blank lines above the operation differ. */
export function isSameDocument(one: string | null | undefined, other: string): boolean {
  return withoutLeadingComments(one ?? '') === withoutLeadingComments(other);
}

export function isBlankDocument(document: string): boolean {
  return withoutLeadingComments(document) === '';
}

function withoutLeadingComments(document: string): string {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return start < 0 ? '' : lines.slice(start).join('\n').trim();
}

export interface Operations {
  documentAST?: DocumentNode;
  operations?: OperationDefinitionNode[];
  operationName?: string;
}

export function readOperations(document: string): Operations {
  try {
    const documentAST = parse(document);
    const operations = documentAST.definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    return { documentAST, operations, operationName: operations[0]?.name?.value };
  } catch {
    // The hub will say what is wrong with it, in its answer.
    return {};
  }
}
