/** The header `Retry-After`, in seconds or as a date; null when it says nothing usable. */
export function retryAfterOf(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}
