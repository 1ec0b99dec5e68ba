import { HubError } from '../errors.js';
import { Role, type Viewer } from '../viewer.js';

/** Roles of which it is enforced what they see: nothing masks figures yet. */
const enforced: ReadonlySet<Role> = new Set([Role.ANALYST, Role.CONTRIBUTOR]);

/**
 * Refuses whoever would see more than they may, as long as nothing keeps it from them: better no answer than too much of it.
 *
 * @throws HubError `ACCESS_NOT_READY`
 */
export function assertReachIsEnforced({ role }: Viewer): void {
  if (role === Role.ADMINISTRATOR || enforced.has(role)) return;
  throw new HubError('ACCESS_NOT_READY', { role });
}
