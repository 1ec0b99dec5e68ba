import type { Server } from '../servers/server.js';
import type { Asked, Question, Subject } from './question.js';

/** A question as one server is asked it, and what its answer says in the shape that all share. */
export interface Request {
  readonly body: string;
  readonly answer: (text: string) => unknown;
}

export type Dialect = 'hub' | 'postgraphile' | 'plain';

export function requestOf(dialect: Dialect, question: Question, subject: Subject): Request {
  if (dialect === 'plain') {
    const { values } = question.sql;
    return {
      body: JSON.stringify({ question: question.number, values: values(subject) }),
      answer: (text) => JSON.parse(text),
    };
  }
  const asked: Asked = question[dialect];
  return {
    body: JSON.stringify({ query: asked.document, variables: asked.variables(subject) }),
    answer: (text) => {
      const { data, errors } = JSON.parse(text);
      if (errors) throw new Error(JSON.stringify(errors).slice(0, 2_000));
      return asked.answer(data);
    },
  };
}

export async function post({ address }: Server, { body }: Request): Promise<string> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return response.text();
}
