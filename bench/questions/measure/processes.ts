import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Milliseconds of CPU that a process has used, all its threads together, and those of its children that have ended. */
export function cpuOf(pid: number): { readonly own: number; readonly children: number } {
  const [own, system, children, childrenSystem] = statOf(pid).slice(13, 17).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const milliseconds = (ticks: number) => (ticks * 1000) / ticksPerSecond;
  return { own: milliseconds(own + system), children: milliseconds(children + childrenSystem) };
}

/** Resident memory of a process, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The fields of `/proc/<pid>/stat`; the name of the process is the second, and may hold blanks. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const end = text.lastIndexOf(')');
  const name = text.slice(text.indexOf('('), end + 1);
  return [String(pid), name, ...text.slice(end + 2).split(' ')];
}

/**
 * Milliseconds of CPU of all PostgreSQL processes of this machine, backends and workers that have ended included; null where
 * the server is not here.
 */
export function postgresCpu(): number | null {
  let total = 0;
  let isHere = false;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if (readFileSync(`/proc/${entry}/comm`, 'utf8').trim() !== 'postgres') continue;
      const { own, children } = cpuOf(Number(entry));
      // Only the first process, the parent of all, has children.
      total += own + children;
      isHere = true;
    } catch {
      // It ended meanwhile: its parent counts it.
    }
  }
  return isHere ? total : null;
}
