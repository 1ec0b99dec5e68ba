import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import type { Sample, Theme } from '../files/sample.js';
import { base, themes } from '../files/themes.js';
import { fileOf, openHub, type TestHub } from '../hub.js';

/** `UPDATE_SAMPLES=1` writes what the tests else hold: made files, reports, list. Read the difference before it lands. */
const updates = process.env.UPDATE_SAMPLES === '1';
const folder = 'test/files';
const pathOf = (theme: Theme, { file }: Sample) => `${folder}/${theme.name}/${file}`;
const reportPath = (path: string) => path.replace(/\.[^./]+$/, '.report.json');

describe('the sample files', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    for (const sample of base.samples) {
      const report = await loadSample(base, sample, false);
      expect(report.problems, sample.file).toEqual([]);
    }
  });
  afterAll(() => hub.close());

  const loadSample = (theme: Theme, sample: Sample, dryRun: boolean) =>
    load(hub.database, {
      dataset: sample.dataset,
      file: { name: sample.file, bytes: { kind: 'path', path: pathOf(theme, sample) } },
      author: 'tests',
      demonstration: false,
      dryRun,
      ...sample.options,
    });

  describe.each(themes)('$name', (theme) => {
    it.each(theme.samples)('$file', async (sample) => {
      const path = pathOf(theme, sample);
      if (sample.make) expectFile(path, Buffer.from(sample.make()));
      const {
        dataset,
        isAccepted,
        rowsRead,
        added,
        changed,
        unchanged,
        removed,
        rejected,
        problemCounts,
        problems,
      } = await loadSample(theme, sample, true);
      const counts = { isAccepted, rowsRead, added, changed, unchanged, removed, rejected, problemCounts };
      expectReport(reportPath(path), { dataset: dataset?.name ?? null, ...counts, problems });
    });
  });

  it('are joined by those too large to keep: a cell and a row of a million characters', async () => {
    const header = 'code insee;exercice;secteur;nature;montant;remarques\n49018;2024;enfance;réel;10;vu\n';
    const [cell, row] = await Promise.all(
      ['x'.repeat(1_000_000), 'x;'.repeat(500_000)].map((text) =>
        load(hub.database, {
          dataset: subsidies,
          file: fileOf('large.csv', `${header}49018;2024;jeunesse;réel;10;${text}\n`),
          author: 'tests',
          demonstration: false,
          dryRun: true,
        }),
      ),
    );
    expect(cell).toMatchObject({
      isAccepted: false,
      rowsRead: 1,
      problems: [{ line: 3, code: 'TEXT_TOO_LONG' }],
    });
    expect(row).toMatchObject({
      isAccepted: false,
      rowsRead: 1,
      problems: [{ line: 3, code: 'MALFORMED_FILE' }],
    });
  });

  it('are all listed, each under one name', () => {
    const listed = themes.flatMap((theme) => theme.samples.map((sample) => pathOf(theme, sample)));
    const reports = listed.map(reportPath);
    const found = globSync(`${folder}/*/*`).filter((path) => !path.endsWith('.ts'));
    expect(new Set(reports).size).toBe(listed.length);
    expect(found.toSorted()).toEqual([...listed, ...reports].toSorted());
  });

  it('are described in the list', () => {
    const tables = themes.map(({ name, about, samples }) => {
      const lines = samples.map(({ file, shows }) => `| [\`${file}\`](${name}/${file}) | ${shows} |`);
      return `## ${name}\n\n${about}\n\n| File | What it shows |\n| --- | --- |\n${lines.join('\n')}\n`;
    });
    expectFile(`${folder}/README.md`, Buffer.from(`${opening}\n${tables.join('\n')}`));
  });
});

const opening = `# Sample files

Files as real people send them, and the exact report that each must give (\`<name>.report.json\`), rehearsed on the files of
\`base\`. \`npm run samples\` writes the files that no editor writes, the reports and this list again: read the difference, and
ask of each message whether the person who kept the file would know what to do.
`;

function expectFile(path: string, bytes: Buffer): void {
  if (updates) writeFileSync(path, bytes);
  expect(readFileSync(path).equals(bytes), `${path} is not what its description makes`).toBe(true);
}

function expectReport(path: string, report: object): void {
  if (updates) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  expect(report).toEqual(
    existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : 'a report beside the file',
  );
}
