import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isStatementKept, keepStatements } from '../../src/db/kept-statement.js';

interface Question {
  readonly code: string;
  readonly years: readonly number[];
  readonly themes?: readonly string[] | null;
}

const counting = () => {
  const built: Question[] = [];
  const statementOf = keepStatements((question: Question): RawBuilder<unknown> => {
    built.push(question);
    return sql`select ${question.code}`;
  });
  return { built, statementOf };
};

describe('the statement of a question', () => {
  it('is built once for all that ask the same, and anew for any difference', () => {
    const { built, statementOf } = counting();
    const first = statementOf({ code: '49', years: [2023] });
    expect(statementOf({ code: '49', years: [2023] })).toBe(first);
    const others: Question[] = [
      { code: '44', years: [2023] },
      { code: '49', years: [2023, 2024] },
      { code: '49', years: [] },
      { code: '49', years: [2023], themes: null },
      { code: '49', years: [2023], themes: [] },
    ];
    for (const other of others) expect(statementOf(other)).not.toBe(first);
    expect(built).toHaveLength(1 + others.length);
    expect(isStatementKept(first)).toBe(true);
  });

  it('is of plain data alone: what JSON leaves out could tell two questions apart', () => {
    const { statementOf } = counting();
    for (const years of [() => [2023], sql`2023`])
      expect(() => statementOf({ code: '49', years } as never)).toThrow(
        '« years » of a question is no plain data',
      );
    const asks = Object.assign(() => true, { toJSON: () => ['amount'] });
    expect(statementOf({ code: '49', years: asks } as never)).toBe(
      statementOf({ code: '49', years: asks } as never),
    );
  });

  it('is not kept where the question is long, and makes room for those asked since', () => {
    const { built, statementOf } = counting();
    const long = { code: 'x'.repeat(3_000), years: [] };
    expect(statementOf(long)).not.toBe(statementOf(long));
    expect(isStatementKept(statementOf(long))).toBe(false);
    for (let year = 0; year < 100; year += 1) statementOf({ code: '49', years: [year] });
    const before = built.length;
    statementOf({ code: '49', years: [99] });
    expect(built).toHaveLength(before);
    statementOf({ code: '49', years: [0] });
    expect(built).toHaveLength(before + 1);
  });
});
