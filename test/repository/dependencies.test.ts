import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}
interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly hashes?: readonly object[];
  }[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked & Manifest>;
};
const asked = (from: Manifest) => ({
  ...from.dependencies,
  ...from.devDependencies,
  ...from.optionalDependencies,
});

/** Packages that are not asked for in one exact version. */
const loose = (versions: Readonly<Record<string, string>>): string[] =>
  Object.entries(versions)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name]) => name);

describe('packages', () => {
  it('are asked for in one exact version, the one that is locked', () => {
    expect(loose(asked(manifest))).toEqual([]);
    expect(asked(lock.packages[''] as Manifest)).toEqual(asked(manifest));
    for (const [name, version] of Object.entries(asked(manifest)))
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  });

  it.each(['^1.2.3', '~1.2.3', '>=1.2.3', '*', 'latest', '1.x', '1.2'])('would be told of %s', (version) => {
    expect(loose({ some: version })).toEqual(['some']);
  });

  it('are each locked to their bytes', () => {
    const open = Object.entries(lock.packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it('that the hub runs on are all in its bill of materials', () => {
    execFileSync(process.execPath, ['scripts/sbom.mjs'], { stdio: 'pipe' });
    const bill = JSON.parse(readFileSync('dist/ctg-hub.cdx.json', 'utf8')) as Bill;
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'ctg-hub']);
    // A package may be there in several versions.
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect([name, listed.has(`${name}@${version}`)]).toEqual([name, true]);
    const names = new Set(bill.components.map(({ name }) => name));
    for (const name of ['vitest', 'typescript', 'react']) expect(names.has(name)).toBe(false);
  });
});
