/** Batches that stand for the loads of a base: one for conventions, one for plans and one for each year of the rest. */
export const conventionBatch = 10;
export const planBatch = 11;
const [firstProgressBatch, firstSubsidyBatch] = [2_000, 4_000];

/** Revision of the batch of a year, as SQL. */
export const progressBatch = (year: string): string => `${firstProgressBatch} + ${year} - 1900`;
export const subsidyBatch = (year: string): string => `${firstSubsidyBatch} + ${year} - 1900`;

/** Every batch that a generated row names, after the rows: what a batch brought is not counted. */
export const batches = `
  insert into batch (revision, kind, dataset, author, file_name, sha256, loaded_at, rows_read, added, changed, removed,
                     unchanged, rejected, problems, demonstration)
  select revision, 'LOAD', dataset, 'banc d’essai', lower(dataset) || '-' || revision || '.csv', md5(revision::text),
         timestamptz '2026-01-01 08:00:00+00' + revision * interval '1 minute', 0, 0, 0, 0, 0, 0, '[]', false
  from (
    values (${conventionBatch}, 'CONVENTIONS'), (${planBatch}, 'PLAN_NODES')
    union all select ${progressBatch('year')}, 'PROGRESS' from generate_series(1900, 2030) year
    union all select ${subsidyBatch('year')}, 'SUBSIDIES' from generate_series(1900, 2030) year
  ) load(revision, dataset)`;
