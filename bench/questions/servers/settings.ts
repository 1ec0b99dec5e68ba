import type pg from 'pg';

/**
 * As the hub opens its own: as many connections, and no compiling of what the server guesses to be long. With more memory for
 * sorting and hashing than the server gives, and index look-ups costed as what memory and flash give: on base tables, large
 * questions need the one and small ones the other.
 */
export const poolSettings = (): pg.PoolConfig => ({
  connectionString: process.env.DATABASE_URL,
  min: 1,
  max: 10,
  options: '-c jit=off -c work_mem=64MB -c random_page_cost=1.1',
});
