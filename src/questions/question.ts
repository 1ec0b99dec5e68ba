import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OperationDefinitionNode, parse, print } from 'graphql';
import { parameterLabels } from './parameter-labels.js';

/** A variable of a question's document. */
export interface QuestionParameter {
  readonly name: string;
  /** As GraphQL writes it: `String!`, `[Int!]`. */
  readonly type: string;
  /** As GraphQL writes it: `"49"`, `[2022, 2023]`. */
  readonly defaultValue: string;
  readonly description: string;
}

/** A ready question: a GraphQL document that a French header describes. */
export interface Question {
  readonly name: string;
  readonly theme: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly QuestionParameter[];
  readonly document: string;
  /** Name of the file, without its end: that of its answer too. */
  readonly file: string;
}

const headerLine = /^#\s*(thème|titre|description)\s*:\s*(.+)$/;

/**
 * Reads the ready questions of a folder, in the order of the files' names. Each file opens with comment lines
 * `# thème :`, `# titre :`, `# description :`, and holds one named operation.
 */
export function readQuestions(directory: string): Question[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readQuestion(file, readFileSync(join(directory, file), 'utf8')));
}

function readQuestion(file: string, text: string): Question {
  const header = new Map<string, string>();
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines.slice(0, start)) {
    const [, name = '', value = ''] = headerLine.exec(line) ?? [];
    if (name !== '') header.set(name, withFixedSpaces(value.trim()));
  }
  const word = (name: string): string => {
    const value = header.get(name);
    if (value === undefined) throw new Error(`questions/${file} has no « # ${name} : » line`);
    return value;
  };
  const document = lines.slice(start).join('\n').trim();
  const operation = operationOf(file, document);
  return {
    name: operation.name?.value ?? '',
    theme: word('thème'),
    title: word('titre'),
    description: word('description'),
    parameters: parametersOf(file, operation),
    document,
    file: file.replace(/\.graphql$/, ''),
  };
}

/** French punctuation never begins a line: its space is a no-break one. */
const withFixedSpaces = (text: string): string => text.replace(/(«) | ([»;:!?])/g, '$1\u00a0$2');

function operationOf(file: string, document: string): OperationDefinitionNode {
  const [operation, ...others] = parse(document).definitions;
  if (operation?.kind !== 'OperationDefinition' || !operation.name || others.length > 0) {
    throw new Error(`questions/${file} must hold one named operation`);
  }
  return operation;
}

function parametersOf(file: string, { variableDefinitions = [] }: OperationDefinitionNode) {
  return variableDefinitions.map(({ variable, type, defaultValue }): QuestionParameter => {
    const { value: name } = variable.name;
    const description = parameterLabels[name];
    if (description === undefined)
      throw new Error(`questions/${file}: parameter-labels does not know $${name}`);
    if (!defaultValue) throw new Error(`questions/${file}: $${name} has no default`);
    return { name, type: print(type), defaultValue: print(defaultValue), description };
  });
}
