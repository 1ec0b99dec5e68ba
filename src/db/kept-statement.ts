import type { RawBuilder } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Statements of one kind that are kept. */
const most = 60;
/** Of a question that names a thousand territories, building the statement is the least. */
const longestQuestion = 2_000;

const kept = new WeakSet<RawBuilder<unknown>>();

/** Is a statement asked again as it is? Its text need not be made anew then. */
export const isStatementKept = (statement: RawBuilder<unknown>): boolean => kept.has(statement);

/** Whatever JSON leaves out would be left out of what tells two questions apart. */
function plain(name: string, value: unknown): unknown {
  const isPlain = typeof value !== 'function' && !(value instanceof Object && 'toOperationNode' in value);
  if (!isPlain) throw new Error(`« ${name} » of a question is no plain data`);
  return value;
}

/**
 * Keeps the statements that answer the last questions of one kind: dashboards ask the same ones all day, and to build the statement of a
 * table, piece by piece, takes about as long as PostgreSQL takes to answer it.
 *
 * @param build of a question that is plain data: questions with the same JSON have the same statement
 * @throws Error for a question that is not
 */
export function keepStatements<Q extends object, T>(
  build: (question: Q) => RawBuilder<T>,
): (question: Q) => RawBuilder<T> {
  const statements = new LRUCache<string, RawBuilder<T>>({ max: most });
  return (question) => {
    const key = JSON.stringify(question, plain);
    const known = statements.get(key);
    if (known) return known;
    const built = build(question);
    if (key.length > longestQuestion) return built;
    kept.add(built);
    statements.set(key, built);
    return built;
  };
}
