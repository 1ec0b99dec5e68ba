import { type RawBuilder, sql } from 'kysely';
import type { SecrecyPolicy } from '../../config/secrecy.js';
import { newest } from '../newest.sql.js';
import { type Figures, policyText } from './mask.rules.js';

/** Is it kept as of this state of the base what a policy publishes of some figures? */
export const isMaskKept = (figures: Figures, policy: SecrecyPolicy): RawBuilder<unknown> => sql`
  exists (select from seen.mask m where m.figures = ${figures} and m.policy = ${policyText(policy)} and m.revision = ${newest})`;
