import { expect, it } from 'vitest';
import { Report } from '../../src/ingestion/report/report.js';

it('tells remarks sheet by sheet, then line by line, errors first', () => {
  const report = new Report();
  const say = (sheet: string, line: number, code: 'NEGATIVE_NUMBER' | 'FOUND_BY_NAME') =>
    report.say({ sheet, line }, null, code, `${sheet}${line}`);
  say('Saumur', 9, 'FOUND_BY_NAME');
  say('Récap', 4, 'NEGATIVE_NUMBER');
  say('Saumur', 12, 'NEGATIVE_NUMBER');
  say('Saumur', 5, 'NEGATIVE_NUMBER');
  report.sayOfFile('NO_ROWS', 'file');
  expect(report.problems.map(({ value }) => value)).toEqual([
    'file',
    'Saumur5',
    'Saumur9',
    'Saumur12',
    'Récap4',
  ]);
  expect(report.groups.map(({ example }) => example.value)).toEqual([
    'file',
    'Saumur5',
    'Saumur12',
    'Récap4',
    'Saumur9',
  ]);
});
