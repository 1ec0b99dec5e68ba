// Writes the bill of materials of what the hub runs on (CycloneDX, JSON), from the lock file alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

process.chdir(join(import.meta.dirname, '..'));

const { stdout, stderr } = npm('sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only');
if (!stdout.startsWith('{')) throw new Error(`npm sbom: ${stderr}`);
const bill = JSON.parse(stdout);
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
