import { fetchHub, HUB_URL, HubError, unexpectedAnswer } from './fetch-hub.ts';

export type RequestHeaders = Record<string, string>;

interface GraphQLAnswer<Data> {
  data?: Data | null;
  errors?: { message: string }[];
}

export async function askHub<Data>(
  query: string,
  headers: RequestHeaders = {},
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const response = await fetchHub(HUB_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  if (response.status === 401) throw unexpectedAnswer(response);
  const { data, errors } = (await response.json()) as GraphQLAnswer<Data>;
  if (errors?.[0]) throw new HubError(`Le hub a refusé la demande : ${errors[0].message}`);
  if (!data) throw unexpectedAnswer(response);
  return data;
}
