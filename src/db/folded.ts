import { type RawBuilder, sql } from 'kysely';

const accented = 'ÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝàâäáãåçéèêëíìîïñóòôöõúùûüýÿ';
const plain = 'aaaaaaceeeeiiiinooooouuuuyaaaaaaceeeeiiiinooooouuuuyy';

/** A text as `foldName` folds it: without accents, case and punctuation. Ligatures aside. */
export const folded = (text: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`btrim(regexp_replace(lower(translate(${text}, ${sql.lit(accented)}, ${sql.lit(plain)})), '[^a-z0-9]+', ' ', 'g'))`;

/** The first label whose pattern a folded text matches, or the last one: the SQL twin of a table of patterns. */
export const firstMatching = (
  text: RawBuilder<unknown>,
  patterns: readonly (readonly [RegExp, string])[],
  otherwise: string,
): RawBuilder<unknown> => sql`
  case ${sql.join(
    patterns.map(
      ([pattern, label]) =>
        // A word's edge is \\b here and \\y there.
        sql`when ${text} ~ ${sql.lit(pattern.source.replaceAll('\\b', '\\y'))} then ${sql.lit(label)}`,
    ),
    sql` `,
  )} else ${sql.lit(otherwise)} end`;
