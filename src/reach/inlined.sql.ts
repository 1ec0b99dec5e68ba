import type { SqlEntityManager } from '@mikro-orm/sql';
import type { RawBuilder } from 'kysely';

/** The text of a statement with its values in it: a view or a policy has no parameters. */
export function inlined(em: SqlEntityManager, part: RawBuilder<unknown>): string {
  const { sql: text, parameters } = part.compile(em.getKysely());
  return text.replace(/\$(\d+)/g, (_, number) => literal(parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return `'${String(value).replaceAll("'", "''")}'`;
}
