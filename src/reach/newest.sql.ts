import { sql } from 'kysely';

/** The newest revision of the base. */
export const newest = sql`(select coalesce(max(revision), 0) from public.batch)`;
