import { askHub, type RequestHeaders } from './ask-hub.ts';

export interface Question {
  name: string;
  title: string;
  description: string;
  theme: string;
  document: string;
}

export async function fetchQuestions(headers?: RequestHeaders): Promise<Question[]> {
  const query = 'query Gallery { questions { name title description theme document } }';
  const { questions } = await askHub<{ questions: Question[] }>(query, headers);
  return questions;
}

export async function fetchDemonstration(headers?: RequestHeaders): Promise<boolean> {
  const { hub } = await askHub<{ hub: { demonstration: boolean } }>(
    'query Data { hub { demonstration } }',
    headers,
  );
  return hub.demonstration;
}
