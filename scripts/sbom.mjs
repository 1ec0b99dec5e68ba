// Writes the bill of materials of what the hub runs on (CycloneDX, JSON), from the lock file alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

process.chdir(join(import.meta.dirname, '..'));

// Asked to leave out what is for development, npm leaves out what is for both: the lock file tells them apart.
const { stdout, stderr } = npm('sbom', '--sbom-format=cyclonedx', '--package-lock-only');
if (!stdout.startsWith('{')) throw new Error(`npm sbom: ${stderr}`);
const bill = JSON.parse(stdout);
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const shipped = new Set(
  Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`),
);
const isShipped = (component) => shipped.has(`${component.name}@${component.version}`);
bill.components = bill.components.filter(isShipped);
const refs = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((each) => each['bom-ref'])]);
bill.dependencies = bill.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
if (bill.components.length !== shipped.size) throw new Error('The bill lacks packages of the lock file');
const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
// npm calls it after the folder that it is in.
bill.metadata.component = {
  ...bill.metadata.component,
  type: 'application',
  name,
  purl: `pkg:npm/${name}@${version}`,
  licenses: [{ license: { id: license } }],
};
const file = 'dist/ctg-hub.cdx.json';
mkdirSync('dist', { recursive: true });
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${file}: ${bill.components.length} packages`);
