import { accessHeaders } from './access-key.ts';

/** What every request of a page tells the hub: who asks, and from which page, for its journal. */
export const pageHeaders = (): Record<string, string> => ({
  ...accessHeaders(),
  'x-ctg-hub-from': location.pathname.startsWith('/charger') ? 'loader' : 'explorer',
});
