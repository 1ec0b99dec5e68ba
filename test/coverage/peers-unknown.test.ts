import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** One commune of each of five EPCI: Angers, Saumur, Mauges, Loire Layon Aubance and Baugeois Vallée. */
const named = ['49007', '49328', '49023', '49063', '49018'];
/** One of each of four more départements. */
const elsewhere = ['44109', '72181', '85191', '35238'];
const fields =
  'state hint peers withoutValue lowerQuartile median upperQuartile rank quarter share { numerator denominator value }';

describe('peers of which the coverage is unknown', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee',
      ...named.map((code) => `${code},${code},commune,49,2024,2026,,${code}`),
      // Ended: of Anjou Bleu, nothing is covered, and nothing is unknown.
      'OLD,Segré,commune,49,2018,2020,,49331',
      // Without dates: alone of Cholet, and beside another of Baugeois Vallée.
      'NO-DATES,Cholet,commune,49,,,,49099',
      'SOME-DATES,Beaufort,commune,49,,,,49021',
      // Of Mayenne, communes that its source does not name.
      ...elsewhere.map((code) => `${code},${code},commune,${code.slice(0, 2)},2024,2026,,${code}`),
      'UNNAMED,Inconnues,ancien_epci,53,2024,2026,24,',
    ]);
    expect(loaded).toMatchObject({ added: 13, rejected: 0 });
  });
  afterAll(() => hub.close());

  /** What the territories count of people, from themselves. */
  const people = async (field: string, codes: readonly string[]): Promise<number[]> => {
    const asked = codes.map((code) => `t${code}: ${field}(code: "${code}") { population }`);
    const { data } = await hub.ask(`{ ${asked.join(' ')} }`);
    return codes.map((code) => data[`t${code}`].population);
  };
  /** Between two values in order: `[0, 1, 2]` has its quarter at 0.5. */
  const quantile = (sorted: readonly number[], at: number): number => {
    const place = at * (sorted.length - 1);
    const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place - Math.floor(place));
  };
  const quartilesOf = (sorted: readonly number[]) => ({
    lowerQuartile: expect.closeTo(quantile(sorted, 0.25), 12),
    median: expect.closeTo(quantile(sorted, 0.5), 12),
    upperQuartile: expect.closeTo(quantile(sorted, 0.75), 12),
  });
  const sharesOf = (covered: readonly number[], whole: readonly number[]) =>
    covered.map((each, at) => each / (whole[at] ?? 0)).toSorted((one, other) => one - other);

  it('are without value, and never zero', async () => {
    const ask = (code: string) =>
      `epci(code: "${code}") { ctgCoveragePeers(on: "2025-01-01", sameBand: false) { ${fields} } }`;
    const { data, errors, queries } = await hub.ask(`{
      undated: ${ask('200071678')} untouched: ${ask('200071868')} ended: ${ask('244900809')}
      partly: ${ask('244900882')} known: ${ask('200060010')} }`);
    expect(errors).toBeUndefined();
    expect(queries.filter((name) => name === 'coveragePeers')).toHaveLength(1);
    const covered = await people('commune', named);
    const shares = sharesOf(
      [...covered, 0],
      await people('epci', ['244900015', '200071876', '200060010', '200071553', '244900882', '244900809']),
    );
    // Of the nine of Maine-et-Loire: five, and the zero of the one whose convention has ended.
    const told = { peers: 6, withoutValue: 3, ...quartilesOf(shares) };
    const none = { ...told, state: 'NO_VALUE', rank: null, quarter: null };
    expect(data.undated.ctgCoveragePeers).toEqual({
      ...none,
      hint:
        'Ses pairs ont une part et lui non : rien n’y est couvert à coup sûr, et des conventions qui le touchent ont des dates ' +
        'inconnues. Ce n’est pas zéro.',
      share: { numerator: 0, denominator: 105_208, value: null },
    });
    expect(data.untouched.ctgCoveragePeers).toEqual({
      ...none,
      hint: 'Ses pairs ont une part et lui non : aucune convention connue du hub ne le touche.',
      share: { numerator: 0, denominator: 36_611, value: null },
    });
    expect(data.ended.ctgCoveragePeers).toEqual({
      ...told,
      state: 'COMPARED',
      hint: null,
      rank: 6,
      quarter: 1,
      share: { numerator: 0, denominator: 34_625, value: 0 },
    });
    // What it has at least is compared, and said to be that.
    expect(data.partly.ctgCoveragePeers).toEqual({
      ...told,
      state: 'COMPARED',
      hint: 'Sa part est un minimum : des conventions qui le touchent ont des dates inconnues (« ctgCoverage » : « unknown »).',
      rank: 2,
      quarter: 4,
      share: { numerator: 11_712, denominator: 34_567, value: 11_712 / 34_567 },
    });
    expect(data.known.ctgCoveragePeers).toMatchObject({ state: 'COMPARED', hint: null, rank: 4, quarter: 2 });
  });

  it('are told of départements as well, which are compared with all others by default', async () => {
    const ask = (more: string) => `{ ctgCoveragePeers(on: "2025-01-01" ${more}) { ${fields} } }`;
    const { data, errors } = await hub.ask(`{
      mayenne: department(code: "53") ${ask('')} maine: department(code: "49") ${ask('')}
      narrow: department(code: "49") ${ask(', among: DEPARTMENT')} country ${ask('')} }`);
    expect(errors).toBeUndefined();
    const ofMaine = (await people('commune', named)).reduce((sum, each) => sum + each, 0);
    const departments = await people('department', ['49', '44', '72', '85', '35']);
    const shares = sharesOf([ofMaine, ...(await people('commune', elsewhere))], departments);
    const told = { peers: 5, withoutValue: 104, ...quartilesOf(shares) };
    expect(data.mayenne.ctgCoveragePeers).toEqual({
      ...told,
      state: 'NO_VALUE',
      hint:
        'Ses pairs ont une part et lui non : rien n’y est couvert à coup sûr, et des conventions en vigueur qui le touchent ne nomment ' +
        'pas toutes leurs communes. Ce n’est pas zéro.',
      rank: null,
      quarter: null,
      share: { numerator: 0, denominator: 305_468, value: null },
    });
    const share = { numerator: ofMaine, denominator: 833_776, value: ofMaine / 833_776 };
    expect(data.maine.ctgCoveragePeers).toMatchObject({
      ...told,
      state: 'COMPARED',
      rank: 1,
      quarter: 4,
      share,
    });
    const alone = { state: 'NOT_APPLICABLE', peers: 0, withoutValue: 0, median: null, rank: null };
    expect(data.narrow.ctgCoveragePeers).toMatchObject({
      ...alone,
      hint: 'Sans pair ici : « among: DEPARTMENT » n’est pas plus large que le territoire. Demandez « among: COUNTRY ».',
      share,
    });
    expect(data.country.ctgCoveragePeers).toMatchObject({
      ...alone,
      hint: 'Sans pair : la France entière ne se compare à rien.',
    });
  });
});
