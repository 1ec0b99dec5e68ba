import type pg from 'pg';

/** As the hub opens its own: as many connections, and no compiling of what the server guesses to be long. */
export const poolSettings = (): pg.PoolConfig => ({
  connectionString: process.env.DATABASE_URL,
  min: 1,
  max: 10,
  options: '-c jit=off',
});
