import type pg from 'pg';

/**
 * As the hub opens its own: as many connections, and no compiling of what the server guesses to be long. With more memory for
 * sorting and hashing than the server's own setting, which the large questions need on base tables.
 */
export const poolSettings = (): pg.PoolConfig => ({
  connectionString: process.env.DATABASE_URL,
  min: 1,
  max: 10,
  options: '-c jit=off -c work_mem=64MB',
});
