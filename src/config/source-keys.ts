/** Names of the settings that hold a key of another hub. A source names one of these, and cannot have any other setting sent. */
export const sourceKeyName = /^CTG_HUB_SOURCE_KEY_[A-Z0-9_]{1,60}$/;

/** Keys of other hubs, by the name of their setting. They are in the environment alone. */
export type SourceKeys = ReadonlyMap<string, string>;

/** Adds what is wrong to `problems`, without the key. */
export function readSourceKeys(env: NodeJS.ProcessEnv, problems: string[]): SourceKeys {
  const keys = new Map<string, string>();
  for (const [name, value = ''] of Object.entries(env)) {
    if (!sourceKeyName.test(name) || value.trim() === '') continue;
    if (/^[\w.~+/=-]{1,8192}$/.test(value.trim())) keys.set(name, value.trim());
    else problems.push(`${name} n’est pas une clé d’accès : elle contient un caractère qu’aucune clé n’a.`);
  }
  return keys;
}
