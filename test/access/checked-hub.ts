import { newLocalSecret } from '../../src/access/authenticate.js';
import type { HttpSettings } from '../../src/server/http.js';
import { openHub, type TestHub } from '../hub.js';
import type { TestContent } from '../setup/databases.js';

/** A hub that asks everybody who they are, and what lets a test in as an administrator. */
export interface CheckedHub extends TestHub {
  readonly local: string;
  /** A question put with a key, a token, or nothing. */
  readonly askAs: (
    bearer: string | null,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<Told>;
  /** A new key of some rights: its id, and the text to send. */
  readonly newKey: (
    input: Record<string, unknown>,
  ) => Promise<{ readonly id: string; readonly text: string }>;
}

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
  readonly data: any;
  readonly codes: readonly string[];
  readonly body: string;
}

const creation = `mutation Create($input: AccessKeyInput!) { createAccessKey(input: $input) { secret key { id } } }`;

export async function openCheckedHub(
  options: Partial<HttpSettings> = {},
  content: TestContent = 'west',
): Promise<CheckedHub> {
  const local = newLocalSecret();
  const hub = await openHub(content, { access: 'CHECKED', localSecret: local, ...options });
  const askAs: CheckedHub['askAs'] = async (bearer, query, variables = {}) => {
    const response = await hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
      payload: { query, variables },
    });
    const { data, errors = [] } = response.json();
    return {
      status: response.statusCode,
      headers: response.headers,
      data,
      codes: errors.map((each: { extensions: { code: string } }) => each.extensions.code),
      body: response.body,
    };
  };
  const newKey: CheckedHub['newKey'] = async (input) => {
    const { data, body } = await askAs(local, creation, { input });
    if (!data) throw new Error(body);
    return { id: data.createAccessKey.key.id, text: data.createAccessKey.secret };
  };
  return { ...hub, local, askAs, newKey };
}
