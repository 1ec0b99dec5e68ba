const name = 'ctg-hub.access-key';
const asked = new EventTarget();

/** What tells the hub who asks; nothing while it has not asked. It is gone with the tab. */
export function accessHeaders(): Record<string, string> {
  const key = sessionStorage.getItem(name);
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** Keeps a key for this tab, or forgets the one that it had. */
export function keepAccessKey(key: string): void {
  if (key.trim() === '') sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, key.trim());
}

/** To be called when the hub has refused to answer somebody whom it does not know. */
export const sayKeyIsAsked = (): boolean => asked.dispatchEvent(new Event('asked'));

/** Calls back when a key is asked for; what it returns stops that. */
export function onKeyAsked(listener: () => void): () => void {
  asked.addEventListener('asked', listener);
  return () => asked.removeEventListener('asked', listener);
}
