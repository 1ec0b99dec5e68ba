import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The one total order of modules: each imports only itself and what stands before it. */
const order = [
  'calendar',
  'errors',
  'notes',
  'privacy',
  'viewer',
  'config',
  'graphql',
  'db',
  'files',
  'provenance',
  'territory',
  'access',
  'journal',
  'secrecy',
  'convention',
  'plan',
  'indicator',
  'subsidy',
  'needs',
  'coverage',
  'completeness',
  'reach',
  'catalogue',
  'ingestion',
  'workbooks',
  'sources',
  'content',
  'backup',
  'questions',
  'hub',
  'server',
  'commands',
  'cli',
  'main',
];

/** Packages that only some files may import. */
const reserved: readonly (readonly [RegExp, RegExp])[] = [
  [/^kysely$/, /(\.sql|\.dataset)\.ts$|^db\/|^ingestion\/|^content\/fill|^server\/health/],
  [/^type-graphql$/, /(\.type|\.enums|\.input|\.resolver)\.ts$|^graphql\//],
  [/^@mikro-orm\/(pglite|postgresql)$|^@electric-sql\/pglite$/, /^db\/(open|embedded\/worker)\.ts$/],
  // One place calls other machines, and it checks which.
  [/^undici$|^node:(dns|https)$/, /^sources\/(address|outgoing)\.ts$/],
  // The one that listens, and what asks other machines.
  [/^node:http$/, /^sources\/(address|outgoing)\.ts$|^server\/protection\/server-options\.ts$/],
  // One place checks signatures.
  [/^jose$/, /^access\/tokens\//],
  [/^pg-boss$/, /^(db\/queue|sources\/puller)\.ts$/],
  [/^fastify$|^@apollo\/server/, /^server\//],
];

/** Inside a feature, what a kind of file never imports: rules are pure, entities and types know no resolver. */
const forbidden: Readonly<Record<string, RegExp>> = {
  entity: /\.(type|input|sql|resolver|enums)\.js$/,
  rules: /\.(entity|type|input|resolver)\.js$/,
  type: /\.resolver\.js$/,
  sql: /\.resolver\.js$/,
};

const moduleOf = (path: string) => (path.split(sep)[0] ?? '').replace(/\.ts$/, '');
const importsOf = (source: string) =>
  [
    ...source.matchAll(
      /^(?:import|export)\s(type\s)?[^;]*?from '([^']+)';|import\('([^']+)'\)|^import '([^']+)';/gm,
    ),
  ].map(([, typeOnly, from, dynamic, bare]) => ({
    isType: typeOnly !== undefined,
    target: from ?? dynamic ?? bare ?? '',
  }));

/** What is wrong with the imports of one file, in words; nothing when all is well. */
function violations(file: string, source: string): string[] {
  const found: string[] = [];
  const role = /\.(\w+)\.ts$/.exec(file)?.[1] ?? '';
  for (const { isType, target } of importsOf(source)) {
    if (target.startsWith('.')) {
      if (target.includes('migrations/')) continue;
      const to = moduleOf(relative('src', join('src', dirname(file), target)).replace(/\.js$/, '.ts'));
      if (!order.includes(to)) found.push(`${to} is not in the order of modules`);
      if (order.indexOf(to) > order.indexOf(moduleOf(file)))
        found.push(`${moduleOf(file)} imports ${to}, which stands after it`);
      if (!isType && forbidden[role]?.test(target)) found.push(`a .${role} file imports ${target}`);
    } else if (!isType) {
      for (const [name, allowed] of reserved) {
        if (name.test(target) && !allowed.test(file)) found.push(`${target} is not for this file`);
      }
    }
  }
  if (/process\.env/.test(source) && file !== 'config.ts') found.push('only config.ts reads process.env');
  return found;
}

const files = globSync('**/*.ts', { cwd: 'src' });

describe('architecture', () => {
  it.each(files)('%s imports only what it may', (file) => {
    expect(violations(file, readFileSync(join('src', file), 'utf8'))).toEqual([]);
  });

  it.each(files)('%s is no longer than 250 lines, and is neither a barrel nor a bag', (file) => {
    expect(readFileSync(join('src', file), 'utf8').split('\n').length).toBeLessThanOrEqual(251);
    expect(file).not.toMatch(/(^|\/)(index|utils|helpers)\.ts$/);
  });

  it('names every module in the order', () => {
    expect([...new Set(files.map(moduleOf))].filter((module) => !order.includes(module))).toEqual([]);
  });

  it.each([
    ['territory/x.ts', "import { a } from '../subsidy/subsidy.rules.js';"],
    ['territory/x.ts', "import type { A } from '../subsidy/subsidy.rules.js';"],
    ['territory/x.ts', "import {\n  a,\n} from '../subsidy/subsidy.rules.js';"],
    ['plan/plan.resolver.ts', "import { sql } from 'kysely';"],
    ['plan/plan.entity.ts', "import { Field } from 'type-graphql';"],
    ['plan/plan.rules.ts', "import { PlanNode } from './plan-node.entity.js';"],
    ['coverage/coverage.sql.ts', "import { MikroORM } from '@mikro-orm/postgresql';"],
    ['plan/x.ts', "const { a } = await import('@electric-sql/pglite');"],
    ['plan/x.ts', 'const a = process.env.A;'],
    ['sources/fetch-file.ts', "import { request } from 'undici';"],
    ['plan/x.ts', "import { a } from '../elsewhere/a.js';"],
  ])('catches a breach: %s %j', (file, source) => {
    expect(violations(file, source)).not.toEqual([]);
  });
});
