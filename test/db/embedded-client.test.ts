import { expect, inject, it } from 'vitest';
import { EmbeddedClient } from '../../src/db/embedded/client.js';
import { HubError } from '../../src/errors.js';

const templates = inject('templates');

it.skipIf(templates.engine !== 'embedded')(
  'an engine that cannot begin a transaction tells so by its statements: who waits for a beginning hears of nothing else',
  async () => {
    if (templates.engine !== 'embedded') return;
    const client = await EmbeddedClient.open({ directory: null, template: templates.files.france });
    const count = "select count(*)::int as n from territory where kind = 'COUNTRY'";
    let told: unknown;
    const work = async ({ query }: { query: EmbeddedClient['query'] }) => {
      told = await query(count).then(
        ({ rows }) => rows,
        (error: unknown) => error,
      );
    };
    await client.transaction(work);
    expect(told).toEqual([{ n: 1 }]);
    await client.close();
    await expect(client.transaction(work)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(told).toBeInstanceOf(HubError);
  },
);
