// Asks the registry whether a package that the hub runs on has a known vulnerability, high or critical. Says so when it is not told.
import { npm } from './npm.mjs';

const { stdout, stderr } = npm('audit', '--omit=dev', '--json');
const report = read(stdout);
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  const reason = report?.message ?? stderr.split('\n').find((line) => line !== '') ?? 'no answer';
  console.log(`audit: NOT DONE, the registry does not answer (${reason.split(' http')[0]})`);
} else {
  const serious = Object.values(report.vulnerabilities).filter(({ severity }) =>
    /high|critical/.test(severity),
  );
  for (const { name, severity, range } of serious) console.log(`audit: ${severity}: ${name} ${range}`);
  console.log(`audit: ${counts.total} known vulnerabilities, ${serious.length} of them high or critical`);
  if (serious.length > 0) process.exitCode = 1;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
