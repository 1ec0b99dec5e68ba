import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { foldName } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

describe('territories', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it('are all of France: 34 969 communes, 1 255 EPCI, 109 départements, 26 régions', async () => {
    const found = await rows(
      hub.database.fork(),
      'count',
      sql<{
        kind: string;
        number: number;
      }>`select kind, count(*)::int as "number" from territory group by kind order by kind`,
    );
    expect(Object.fromEntries(found.map(({ kind, number }) => [kind, number]))).toEqual({
      COMMUNE: 34969,
      COUNTRY: 1,
      DEPARTMENT: 109,
      EPCI: 1255,
      REGION: 26,
    });
    const { data } = await hub.ask(
      '{ country { communes(first: 1) { totalCount } epcis(first: 1) { totalCount } departments(first: 1) { totalCount } } }',
    );
    expect(data.country).toEqual({
      communes: { totalCount: 34969 },
      epcis: { totalCount: 1255 },
      departments: { totalCount: 109 },
    });
  });

  it('take every population from one source, which is stated', async () => {
    const { data } = await hub.ask(`{ vintage { year populationYear populationSource }
      bretagne: region(code: "53") { population } bourgogne: region(code: "27") { population } maine: department(code: "49") { population }
      epci(code: "244900882") { population } commune(code: "49018") { population } empty: commune(code: "98901") { population } }`);
    expect(data.vintage).toMatchObject({
      year: 2026,
      populationYear: 2023,
      populationSource: expect.stringContaining('INSEE, populations de référence 2023'),
    });
    // The first two are the sums that INSEE publishes for these régions.
    expect([data.bretagne, data.bourgogne, data.maine].map(({ population }) => population)).toEqual([
      3449370, 2802670, 833776,
    ]);
    // 11 712, not the 11 747 of the EPCI file, which is of another year.
    expect([data.commune.population, data.epci.population, data.empty.population]).toEqual([
      11712,
      34567,
      null,
    ]);
  });

  it('drill down from département to EPCI to commune, and back', async () => {
    const { data } =
      await hub.ask(`{ department(code: "49") { region { code } communes(first: 500) { totalCount } epcis { totalCount nodes { code department { code } departments { code } communes { totalCount } } } }
      commune(code: "49018") { epci { code } department { code } postalCodes siren } }`);
    expect(data.department.region.code).toBe('52');
    expect([data.department.communes.totalCount, data.department.epcis.totalCount]).toEqual([176, 10]);
    const ancenis = data.department.epcis.nodes.find(({ code }: { code: string }) => code === '244400552');
    expect(ancenis).toEqual({
      code: '244400552',
      department: { code: '44' },
      departments: [{ code: '44' }, { code: '49' }],
      communes: { totalCount: 20 },
    });
    expect(data.commune).toEqual({
      epci: { code: '244900882' },
      department: { code: '49' },
      postalCodes: ['49150'],
      siren: '200052702',
    });
  });

  it.each([
    ['a former commune', '49031', '49018', 'DELEGATED_COMMUNE', 'Bocé'],
    [
      'an associated commune whose prefix is another département',
      '79224',
      '49099',
      'ASSOCIATED_COMMUNE',
      'Le Puy-Saint-Bonnet',
    ],
    ['a municipal district', '13201', '13055', 'MUNICIPAL_DISTRICT', 'Marseille 1er Arrondissement'],
  ])('resolve the code of %s to the commune of today, and say so', async (_case, code, today, kind, name) => {
    const { data } = await hub.ask(
      `{ commune(code: "${code}") { code resolvedFrom { requested kind name } } }`,
    );
    expect(data.commune).toEqual({ code: today, resolvedFrom: { requested: code, kind, name } });
  });

  it('resolve a bare former code, and leave a current one alone even if a part shares it', async () => {
    const [former] = await rows(
      hub.database.fork(),
      'former',
      sql<{ code: string; territory: string }>`
        select a.code, t.code as "territory" from territory_alias a join territory t on t.id = a.territory_id
        where a.kind = 'FORMER_COMMUNE' and not exists (select from territory_alias b where b.code = a.code and b.name is not null)
        order by a.code limit 1`,
    );
    const { data } =
      await hub.ask(`{ former: commune(code: "${former?.code}") { code resolvedFrom { kind name } }
      tuffalun: commune(code: "49003") { name resolvedFrom { kind } } corsica: commune(code: "2a004") { name department { code } } }`);
    expect(data.former).toEqual({
      code: former?.territory,
      resolvedFrom: { kind: 'FORMER_COMMUNE', name: null },
    });
    expect(data.tuffalun).toEqual({ name: 'Tuffalun', resolvedFrom: null });
    expect(data.corsica).toEqual({ name: 'Ajaccio', department: { code: '2A' } });
  });

  it.each([
    ['accents and case', 'BAUGE EN ANJOU', '49018', null],
    ['St for Saint', 'St Léger de Linières', '49298', null],
    ['hyphens and apostrophes', 'les bois d’anjou', '49138', null],
    ['a delegated commune', 'ambillou chateau', '49003', 'DELEGATED_COMMUNE'],
  ])('are found by name whatever the %s', async (_case, text, code, alias) => {
    const { data } = await hub.ask(
      'query ($text: String!) { searchTerritories(text: $text, department: "49") { nodes { alias territory { code } } } }',
      { text },
    );
    expect(data.searchTerritories.nodes[0]).toEqual({ alias, territory: { code } });
  });

  it('are searched at the levels asked, best match first, page after page', async () => {
    const page = async (after: string | null) =>
      (
        await hub.ask(
          'query ($after: String) { searchTerritories(text: "anjou", kinds: [COMMUNE, EPCI], first: 3, after: $after) { totalCount nodes { territory { code } } pageInfo { hasNextPage endCursor } } }',
          { after },
        )
      ).data.searchTerritories;
    const seen: string[] = [];
    let cursor: string | null = null;
    let total = 0;
    for (let more = true; more; ) {
      const { nodes, pageInfo, totalCount } = await page(cursor);
      seen.push(...nodes.map(({ territory }: { territory: { code: string } }) => territory.code));
      [cursor, more, total] = [pageInfo.endCursor, pageInfo.hasNextPage, totalCount];
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('are listed page by page without loss or repeat, and filtered', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await hub.ask(
        'query ($after: String) { department(code: "49") { communes(first: 50, after: $after) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
      const { nodes, pageInfo, totalCount } = data.department.communes;
      expect(totalCount).toBe(176);
      codes.push(...nodes.map(({ code }: { code: string }) => code));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect([codes.length, new Set(codes).size]).toEqual([176, 176]);
    const { data } = await hub.ask(
      '{ department(code: "49") { communes(filter: { name: "st", minPopulation: 5000 }) { nodes { name population } } } }',
    );
    expect(data.department.communes.nodes.length).toBeGreaterThan(0);
    for (const { name, population } of data.department.communes.nodes) {
      expect(foldName(name)).toContain('saint');
      expect(population).toBeGreaterThanOrEqual(5000);
    }
  });

  it('have names that fold to one form, once and for all', () => {
    expect(foldName('L’Haÿ-les-Roses')).toBe('l hay les roses');
    expect(foldName('Œuf-en-Ternois CEDEX 2')).toBe('oeuf en ternois');
    expect(foldName('Ste-Gemmes-sur-Loire')).toBe('sainte gemmes sur loire');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => foldName(foldName(name)) === foldName(name)),
    );
  });
});
