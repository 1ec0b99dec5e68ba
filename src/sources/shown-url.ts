/** Names of parameters whose value opens something: `apikey`, `access_token`, `sig`… */
const secretName = /key|token|secret|passw|^pass$|pwd|^auth(?!or)|credential|signature|^sig$|session|jwt/i;

const mask = '***';

/** An address as everybody may read it: without the values of its secret parameters. */
export function shownUrl(text: string): string {
  const url = URL.parse(text);
  const secrets = [...(url?.searchParams.keys() ?? [])].filter((name) => secretName.test(name));
  if (!url || secrets.length === 0) return text;
  for (const name of secrets) url.searchParams.set(name, mask);
  return url.href;
}
