import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const figures = `state hint conventions conventionsWithUnknownDates
  objectives { rate { numerator denominator value } known declared conventionsDeclaring reached notReached abandoned
    undetermined withoutAction }
  actions { rate { numerator denominator value } rateWithAbandoned { numerator denominator value } meanOfConventionRates
    conventionsInMean known declared conventionsDeclaring notStarted planned inProgress completed permanent postponed
    abandoned unknown overdue withUndatedStatus }`;
const passport =
  'passport { unit expected reported complete expectedPopulation reportedPopulation oldestInputAt freshestInputAt }';

const dates = ['2021-12-31', '2023-06-30', '2024-12-31', '2025-12-31', '2026-06-30'];
const places = [
  { kind: 'COUNTRY', code: 'FR' },
  { kind: 'REGION', code: '52' },
  { kind: 'DEPARTMENT', code: '49' },
  { kind: 'EPCI', code: '244900882' },
];
const dimensions = ['COUNTRY', 'REGION', 'DEPARTMENT', 'EPCI', 'CONVENTION', 'THEME', 'COMMUNE'];
const widest = { COUNTRY: 0, REGION: 1, DEPARTMENT: 2, EPCI: 3 };
/** Communes of more than a département are more than a page. */
const narrow = ['DEPARTMENT', 'EPCI'];

const listOf = (themes: readonly string[]) => (themes.length === 0 ? 'null' : `[${themes.join()}]`);

describe.each(['demonstration', 'facts'] as const)(
  'each row of a table of completion on the %s',
  (content) => {
    let hub: TestHub;
    beforeAll(async () => {
      hub = await openHub(content);
    });
    afterAll(() => hub.close());

    /** What « completion » says of what the key of a row names; null for a key that names no territory. */
    const question = (row: Row, within: { kind: string; code: string }, asked: readonly string[]) => {
      const { country, region, department, epci, commune, convention, theme, date } = row.key;
      const of: [string, Row][] = [
        ['commune', commune],
        ['epci', epci],
        ['department', department],
        ['region', region],
        ['country', country],
      ];
      // The finest territory asked; where it names none, the row is what touches none: no other query says it.
      const finest = of.find(([name]) => row.dimensions.includes(name.toUpperCase()));
      if (row.dimensions.includes('THEME') && theme === null) return null;
      if (!row.dimensions.includes('CONVENTION') && finest && finest[1] === null) return null;
      const themes = theme === null ? asked : [theme];
      const whole = { COUNTRY: 'country', REGION: `region(code: "${within.code}")` }[within.kind];
      const target = row.dimensions.includes('CONVENTION')
        ? `convention(reference: "${convention.reference}")`
        : finest
          ? finest[0] === 'country'
            ? 'country'
            : `${finest[0]}(code: "${finest[1].code}")`
          : (whole ?? `${within.kind.toLowerCase()}(code: "${within.code}")`);
      return `${target} { completion(on: "${date}", themes: ${listOf(themes)}) { ${figures} ${passport} } }`;
    };

    it('equals the completion of its territory, convention and theme, and so do subtotals and totals', async () => {
      const arbitrary = fc.record({
        within: fc.constantFrom(...places),
        by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 3 }),
        on: fc.uniqueArray(fc.constantFrom(...dates), { minLength: 1, maxLength: 2 }),
        themes: fc.constantFrom([], ['YOUTH'], ['EARLY_CHILDHOOD', 'PARENTING']),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async ({ within, by: drawn, on, themes }) => {
          const from = widest[within.kind as keyof typeof widest];
          const by = [
            ...drawn.filter(
              (each) =>
                dimensions.indexOf(each) >= from && (each !== 'COMMUNE' || narrow.includes(within.kind)),
            ),
            'DATE',
          ];
          const ref = `{ kind: ${within.kind}, code: "${within.code}" }`;
          const row = `key { date theme country { code } region { code } department { code } epci { code } commune { code }
            convention { reference } } dimensions ${figures} ${passport}`;
          const { data, errors } =
            await hub.ask(`{ completionTable(within: ${ref}, by: [${by}], on: [${on.map((each) => `"${each}"`)}],
          themes: ${listOf(themes)}, first: 1000) { totalCount rows { ${row} } subtotals { ${row} } totals { ${row} }
          passports { unit expected reported complete expectedPopulation reportedPopulation oldestInputAt freshestInputAt } } }`);
          expect(errors).toBeUndefined();
          const table = data.completionTable;
          expect(table.rows).toHaveLength(table.totalCount);
          expect(table.totals.map(({ key }: Row) => key.date)).toEqual(on);
          const known = [...table.rows, ...table.subtotals, ...table.totals].flatMap((each: Row) => {
            const text = question(each, within, themes);
            return text === null ? [] : [{ each, text }];
          });
          // At most forty of them, evenly spread: the answer of each is asked for one by one.
          const every = Math.ceil(known.length / 40);
          const asked = known.filter((_, at) => at % every === 0);
          const answers = await hub.ask(`{ ${asked.map(({ text }, at) => `r${at}: ${text}`).join('\n')} }`);
          expect(answers.errors).toBeUndefined();
          for (const [at, { each }] of asked.entries()) {
            const { key, dimensions: told, passport: rests, ...said } = each;
            const { passport: own, ...figure } = answers.data[`r${at}`].completion;
            expect({ key, told, ...said }).toEqual({ key, told, ...figure });
            // A row rests on whole plans, whatever its themes.
            if (themes.length === 0 && !told.includes('THEME')) expect(rests).toEqual(own);
          }
          const whole =
            within.kind === 'COUNTRY' ? 'country' : `${within.kind.toLowerCase()}(code: "${within.code}")`;
          const passports = await hub.ask(
            `{ whole: ${whole} { ${on.map((date, at) => `p${at}: completion(on: "${date}", themes: ${listOf(themes)}) { ${passport} }`).join(' ')} } }`,
          );
          expect(table.passports).toEqual(on.map((_, at) => passports.data.whole[`p${at}`].passport));
        }),
        { numRuns: propertyRuns(12) },
      );
    });
  },
);
