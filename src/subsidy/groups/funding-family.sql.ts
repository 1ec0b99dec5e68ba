import { sql } from 'kysely';
import { FundingFamily, familyOf } from '../funding-line.rules.js';

/** Family of the line of an amount, or of a sum, `s`. */
export const family = sql`case s.funding_line ${sql.join(
  Object.entries(familyOf).map(([line, of]) => sql`when ${sql.lit(line)} then ${sql.lit(of)}`),
  sql` `,
)} else ${sql.lit(FundingFamily.OTHER_LINES)} end`;
