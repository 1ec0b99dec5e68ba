import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { ContactTerm } from './contact-term.type.js';

/** Until when texts of conventions are kept; one that the hub has not looked at yet is absent. */
export async function contactTermsOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'contactTermsOf',
    sql<ContactTerm & { reference: string }>`
      select convention_reference as reference, kept_until::text as "keptUntil", purged_at as "purgedAt"
      from contact_term where convention_reference = any(${references})`,
  );
  return new Map(found.map((term) => [term.reference, term]));
}
