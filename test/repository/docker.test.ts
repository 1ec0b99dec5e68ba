import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

type Files = { dockerfile: string; compose: string; ignored: string };
type Service = {
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition?: string }>;
  healthcheck?: { test?: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
};

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files: Files = {
  dockerfile: read('Dockerfile'),
  compose: read('docker-compose.yml'),
  ignored: read('.dockerignore'),
};

test('the container files hold what a service in production needs', () => {
  expect(problems(files)).toEqual([]);
});

describe('the check would tell', () => {
  test.each<[problem: string, file: keyof Files, from: string | RegExp, to: string]>([
    ['image: built in one stage', 'dockerfile', /^FROM .* AS build$/m, ''],
    ['image: runs as root', 'dockerfile', 'USER node', 'USER root'],
    ['image: runs as root', 'dockerfile', /(AS build\n)(.*)(USER node\n)/s, '$1$3$2'],
    ['image: no health check', 'dockerfile', /^HEALTHCHECK.*\\\n.*\n/m, ''],
    ['image: Node is not process 1', 'dockerfile', /^CMD .*$/m, 'CMD node dist/src/main.js'],
    ['image: nothing to copy at absent', 'dockerfile', 'COPY data ', 'COPY absent '],
    ['image: nothing to copy at questions', 'ignored', 'coverage', 'questions'],
    ['image: nothing to copy at /app/build', 'dockerfile', '/app/dist dist', '/app/build dist'],
    ['image: .env may enter it', 'ignored', '**/.env*\n', ''],
    ['postgres: password written down', 'compose', /POSTGRES_PASSWORD: .*/, 'POSTGRES_PASSWORD: secret'],
    ['postgres: password written down', 'compose', 'PASSWORD:?set', 'PASSWORD:-set'],
    ['postgres: no health check', 'compose', 'pg_isready', 'true'],
    ['postgres: data outside the volume', 'compose', '/var/lib/postgresql', '/var/lib/postgresql/data'],
    ['hub: password written down', 'compose', /ctg_hub:\$\{.*\}@/, 'ctg_hub:secret@'],
    ['hub: no health check', 'compose', '/health/live', '/'],
    ['hub: does not wait for its database', 'compose', 'service_healthy', 'service_started'],
    ['hub: writable or privileged', 'compose', 'read_only: true', 'read_only: false'],
    ['hub: writable or privileged', 'compose', 'cap_drop: [ALL]', 'cap_drop: []'],
  ])('%s (%s)', (problem, file, from, to) => {
    expect(problems({ ...files, [file]: files[file].replace(from, to) })).toContain(problem);
  });
});

function problems({ dockerfile, compose, ignored }: Files): string[] {
  const { services } = parse(compose) as { services: Record<'postgres' | 'hub', Service> };
  return [
    ...imageProblems(dockerfile.replaceAll(/\\\n\s*/g, '').split('\n'), ignored.split('\n')),
    ...postgresProblems(services.postgres),
    ...hubProblems(services.hub),
  ];
}

function imageProblems(lines: string[], ignored: string[]): string[] {
  const stages = lines.filter((line) => line.startsWith('FROM '));
  const runtime = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const last = (name: string) => runtime.findLast((line) => line.startsWith(`${name} `)) ?? '';
  return [
    ...unless(stages.length > 1, 'image: built in one stage'),
    ...unless(/^USER (?!root|0)./.test(last('USER')), 'image: runs as root'),
    ...unless(last('HEALTHCHECK').includes('/health/live'), 'image: no health check'),
    ...unless(last('CMD').startsWith('CMD ["node", '), 'image: Node is not process 1'),
    ...unless(ignored.includes('**/.env*'), 'image: .env may enter it'),
    ...lines
      .flatMap((line) => missingSources(line, ignored))
      .map((path) => `image: nothing to copy at ${path}`),
  ];
}

/** What a COPY names that neither the repository, less .dockerignore, nor the build (dist) has. */
function missingSources(line: string, ignored: string[]): string[] {
  const [instruction, ...words] = line.split(/\s+/);
  if (instruction !== 'COPY') return [];
  const fromBuild = words[0] === '--from=build';
  const sources = words.slice(fromBuild ? 1 : 0, -1);
  if (fromBuild) return sources.filter((path) => path !== '/app/dist');
  return sources.filter((path) => !existsSync(join(root, path)) || ignored.includes(path));
}

function postgresProblems({ environment, healthcheck, volumes }: Service): string[] {
  return [
    ...unless(
      /^\$\{POSTGRES_PASSWORD:\?/.test(environment?.POSTGRES_PASSWORD ?? ''),
      'postgres: password written down',
    ),
    ...unless(healthcheck?.test?.includes('pg_isready'), 'postgres: no health check'),
    ...unless(volumes?.includes('postgres:/var/lib/postgresql'), 'postgres: data outside the volume'),
  ];
}

function hubProblems({ depends_on, environment, healthcheck, ...service }: Service): string[] {
  const confined =
    service.read_only &&
    service.cap_drop?.includes('ALL') &&
    service.security_opt?.includes('no-new-privileges:true');
  return [
    ...unless(
      /:\$\{POSTGRES_PASSWORD:\?[^}]*\}@/.test(environment?.DATABASE_URL ?? ''),
      'hub: password written down',
    ),
    ...unless(healthcheck?.test?.join(' ').includes('/health/live'), 'hub: no health check'),
    ...unless(depends_on?.postgres?.condition === 'service_healthy', 'hub: does not wait for its database'),
    ...unless(confined, 'hub: writable or privileged'),
  ];
}

function unless(holds: boolean | undefined, problem: string): string[] {
  return holds ? [] : [problem];
}
