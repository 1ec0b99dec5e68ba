import type pg from 'pg';
import type { SentStatement } from '../servers/tell-sql.js';

/** The plan of a statement as the server makes it for a prepared one, under the settings of the connection. */
export async function explain(client: pg.Client, { text, values }: SentStatement): Promise<string[]> {
  await client.query(`prepare explained as ${text}`);
  try {
    const given =
      values.length === 0 ? '' : `(${values.map((value) => literalOf(client, value)).join(', ')})`;
    const { rows } = await client.query<Record<'QUERY PLAN', string>>(
      `explain (costs off) execute explained${given}`,
    );
    return rows.map((row) => shortened(row['QUERY PLAN']));
  } finally {
    await client.query('deallocate explained');
  }
}

/** A bound value as SQL text, which the server casts as it casts a parameter. */
function literalOf(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return client.escapeLiteral(arrayText(value));
  return client.escapeLiteral(String(value));
}

const arrayText = (values: readonly unknown[]): string =>
  `{${values
    .map((value) =>
      value === null
        ? 'null'
        : Array.isArray(value)
          ? arrayText(value)
          : `"${String(value).replace(/[\\"]/g, '\\$&')}"`,
    )
    .join(',')}}`;

const longest = 240;

/** Lists of hundreds of keys tell nothing. */
const shortened = (line: string): string => (line.length > longest ? `${line.slice(0, longest)} …` : line);
