import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { asked, inTotal, partsOf, type SubsidyQuestion } from '../subsidy.sql.js';

export interface ConcentrationRow {
  readonly id: string;
  readonly operators: number;
  /** Cents as text: of the first operators, of all of them, and of amounts without one. */
  readonly firsts: string;
  readonly named: string;
  readonly unnamed: string;
  /** Has one of them given back more than it received? */
  readonly anyNegative: boolean;
}

/**
 * How much of the amounts of territories or conventions goes to their first operators; one without any amount is absent. Two
 * ways of writing an operator that differ by case or by spaces are one operator.
 */
export async function concentrations(
  em: SqlEntityManager,
  ids: readonly string[],
  { first, question }: { readonly first: number; readonly question: SubsidyQuestion },
) {
  const found = await rows(
    em,
    `concentrations ${question.scope}`,
    sql<ConcentrationRow>`
      with received as (
        select part.whole_id as id, lower(regexp_replace(btrim(s.operator), '\\s+', ' ', 'g')) as operator,
               sum(s.amount_cents) as cents
        from (${partsOf(question, ids)}) part join subsidy s on s.territory_id = part.part_id
        where ${inTotal(question)} and ${asked(question)}
        group by 1, 2
      ), placed as (
        select *, row_number() over (partition by id, operator is null order by cents desc, operator) as place from received
      )
      select id, count(operator)::int as operators,
             coalesce(sum(cents) filter (where operator is not null and place <= ${first}), 0)::text as firsts,
             coalesce(sum(cents) filter (where operator is not null), 0)::text as named,
             coalesce(sum(cents) filter (where operator is null), 0)::text as unnamed,
             coalesce(bool_or(cents < 0) filter (where operator is not null), false) as "anyNegative"
      from placed group by id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
