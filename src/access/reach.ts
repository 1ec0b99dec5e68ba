import { HubError } from '../errors.js';
import { Role, type Viewer } from '../viewer.js';

/**
 * Refuses whoever may not see everything, as long as nothing keeps the rest from them: better no answer than too much of it.
 *
 * @throws HubError `ACCESS_NOT_READY`
 */
export function assertReachIsEnforced({ role }: Viewer): void {
  if (role !== Role.ADMINISTRATOR) throw new HubError('ACCESS_NOT_READY', { role });
}
