import { type RawBuilder, sql } from 'kysely';
import { isReachKept } from '../keep-reach.sql.js';
import { isMaskKept } from './is-mask-kept.sql.js';
import { Figures, type Mask } from './mask.rules.js';

/**
 * Has all that follows in a transaction see what is published to an audience: views stand before those of what viewers see, or before the
 * tables for whoever sees what is published of everything. Fails if it is not kept as of this state of the base.
 *
 * @param rights those of a viewer who sees but some territories; null for one who is shown what is published of all of them
 */
export const lookThrough = (mask: Mask, rights: string | null): RawBuilder<unknown> => sql`
  select set_config('search_path', ${rights === null ? 'published, public' : 'masked, seen, public'}, true),
         -- Of nobody's rights, the policies behind the views let nothing through.
         set_config('ctg.rights', ${rights ?? ''}, true),
         set_config('ctg.audience', ${mask.audience}, true),
         set_config('ctg.datasets', ${mask.datasets.join(' ')}, true),
         set_config('row_security', 'on', true), set_config('role', (select role from seen.wall), true),
         (case when ${rights === null ? sql`true` : isReachKept(rights, mask.policy)}
                and ${sql.join(
                  Object.values(Figures).map((each) => isMaskKept(each, mask.policy)),
                  sql` and `,
                )}
               then 'true' else 'not kept' end)::boolean`;
