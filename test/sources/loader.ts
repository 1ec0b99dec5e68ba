import { readFileSync } from 'node:fs';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { loadFile } from '../../src/ingestion/load.js';
import type { Load } from '../../src/sources/load-file.js';

const byName: Record<string, typeof subsidies> = {
  SUBSIDIES: subsidies,
  CONVENTIONS: conventions,
  AMENDMENTS: amendments,
};

class Back extends Error {}

export const testLoad: Load = async (database, request) => {
  const text = readFileSync(request.file.bytes.path, 'utf8');
  const isJson = text.trimStart().startsWith('{');
  const rows = isJson
    ? text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];
  const headers = Object.keys(rows[0] ?? {});
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const content = isJson
    ? [headers.join(','), ...rows.map((row) => headers.map((h) => cell(row[h])).join(','))].join('\n')
    : text;
  let report: Awaited<ReturnType<typeof loadFile>> | undefined;
  const code = request.within.split(':')[1] ?? '';
  try {
    await database.fork().transactional(async (em) => {
      report = await loadFile(em, byName[request.dataset ?? 'SUBSIDIES'] ?? subsidies, {
        fileName: request.file.name,
        content,
        author: request.author,
        demonstration: request.demonstration,
      });
      if (
        report.rejected > 0 ||
        report.problems.some(({ rejects }) => rejects) ||
        (request.within.startsWith('commune') && !content.includes(code))
      )
        throw new Back();
    });
  } catch (error) {
    if (!(error instanceof Back) || !report) throw error;
    const problems = report.problems.length
      ? report.problems
      : [
          {
            line: 2,
            column: null,
            code: 'OUTSIDE_SOURCE',
            rejects: true,
            value: '',
            message: 'Hors du territoire.',
          },
        ];
    return { revision: null, isAccepted: false, rejected: Math.max(1, report.rejected), problems };
  }
  return {
    revision: report?.revision ?? null,
    isAccepted: true,
    rejected: 0,
    problems: report?.problems ?? [],
  };
};
