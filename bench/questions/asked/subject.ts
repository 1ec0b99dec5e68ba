import pg from 'pg';
import type { Subject } from './question.js';

const years = { first: 2018, last: 2025 };

/** What the questions are asked about on a base: the same at every size, but for the name of the convention in force. */
export async function subjectOn(base: string): Promise<Subject> {
  const completedOn = '2025-06-30';
  const client = new pg.Client(base);
  await client.connect();
  try {
    const { rows } = await client.query<{ reference: string }>(
      `select reference from convention
       where home_department_id = 'department:49' and starts_on <= $1 and ends_on >= $1 order by lineage limit 1`,
      [completedOn],
    );
    return {
      department: '49',
      coveredOn: '2024-12-31',
      coveredYears: years,
      completedOn,
      fiscalYear: 2024,
      fiscalYears: Array.from({ length: years.last - years.first + 1 }, (_, at) => years.first + at),
      convention: rows[0]?.reference ?? '',
    };
  } finally {
    await client.end();
  }
}
