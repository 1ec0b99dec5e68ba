import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Answers of the question book, added up by hand from the files of the demonstration. */
// biome-ignore lint/suspicious/noExplicitAny: read as each question was written
const answer = (file: string): any => JSON.parse(readFileSync(`questions/answers/${file}.json`, 'utf8'));

describe('answers that were worked out by hand', () => {
  it('subsidies of Baugé-en-Anjou in 2023', () => {
    // The file of subsidies has nine amounts of 2023 with the code 49018, « réel (versé) »:
    //   petite enfance  331 660,66 + 45 929,85 + 7 680,65 + 8 472,97 = 393 744,13
    //   enfance           7 201,17
    //   jeunesse          8 790,04 + 12 149,94                       =  20 939,98
    //   parentalité       5 001,50 + 5 452,73                        =  10 454,23
    //   in all                                                         432 339,51
    const { subsidies } = answer('08-subventions-commune').commune;
    expect([subsidies.total, subsidies.lineCount]).toEqual([432_339.51, 9]);
    expect(Object.fromEntries(subsidies.bySector.map((each: Sector) => [each.sector, each.amount]))).toEqual({
      EARLY_CHILDHOOD: 393_744.13,
      CHILDHOOD: 7_201.17,
      YOUTH: 20_939.98,
      PARENTING: 10_454.23,
    });
  });

  it('conventions that had begun on 31 March 2024 without being signed', () => {
    // Nine conventions begin in 2024. Angers (28 February), Cholet (21 March), Layon-Aubance (December 2023) and Sèvremoine
    // (15 January) are signed by then; the five others on 25 April, 16 May, 18 June, 12 September and 3 October.
    const { nodes } = answer('07-signees-apres-le-debut').department.conventions;
    expect(nodes.map(({ signedOn }: { signedOn: string }) => signedOn).sort()).toEqual([
      '2024-04-25',
      '2024-05-16',
      '2024-06-18',
      '2024-09-12',
      '2024-10-03',
    ]);
  });

  it('amounts that no total of 2023 has', () => {
    // Two rows: Cholet, 125 000, yearly, of no year; Segré-en-Anjou Bleu, at least 2 140 000 in all of 2021 to 2025.
    const { nodes } = answer('11-montants-ecartes').department.subsidies.setAside;
    expect(nodes.map((each: Aside) => [each.territory.name, each.amount, each.raison])).toEqual([
      ['Cholet', 125_000, 'YEAR_UNKNOWN'],
      ['Segré-en-Anjou Bleu', 2_140_000, 'MULTI_YEAR'],
    ]);
  });

  it('conventions that end between June 2026 and June 2027', () => {
    // End of 2026 by their own dates: Angers, Baugeois Vallée, Mauges. Longué was to end in 2025; an amendment of November 2025
    // prolongs it to the end of 2026. No other end lies between the two dates.
    const { nodes } = answer('04-fins-prochaines').department.conventions;
    const ended = nodes.filter(({ etatPlusTard }: { etatPlusTard: string }) => etatPlusTard === 'ENDED');
    expect(ended.map(({ reference }: { reference: string }) => reference)).toEqual([
      'DEMO-49-ANGERS-2',
      'DEMO-49-BAUGEOIS-1',
      'DEMO-49-LONGUE-1',
      'DEMO-49-MAUGES-1',
    ]);
  });

  it('investments of 2023', () => {
    // Fourteen rows: 43 428 + 93 900 + 12 924 + 45 540 + 63 000 + 56 190 + 121 336 + 140 988 + 274 182 + 44 188 + 281 280
    //   + 114 990 + 295 268 + 46 244 = 1 633 458, all in Maine-et-Loire.
    const { rows } = answer('26-departements-et-sections').subsidyTable;
    const investments = rows.filter(({ key }: Row) => key.section === 'INVESTMENT');
    expect(
      investments.map(({ key, amount, lineCount }: Row) => [key.department.code, amount, lineCount]),
    ).toEqual([['49', 1_633_458, 14]]);
  });

  it('scales of the conventions in force at the end of 2024', () => {
    // One commune: Angers, Baugé, Beaupréau (its first), Cholet, Sèvremoine. Whole EPCI: Layon-Aubance 20 communes, Haut-Anjou 32,
    // Anjou Bleu 11, Baugeois 7, which are 70. Others: Couronne ouest 12, Couronne est 8, Mauges 3, Choletais 12, Douessin 4,
    // Longué 9, which are 48 for six; the Saumurois announces 24 and names none.
    const { subtotals, total } = answer('63-conventions-par-echelle').conventionTable;
    expect(
      subtotals.map(({ key, conventions, communes }: ScaleRow) => [
        key.scaleGroup,
        conventions,
        communes.mean,
      ]),
    ).toEqual([
      ['COMMUNAL', 5, 1],
      ['INTERCOMMUNAL', 4, 17.5],
      ['OTHER', 7, 8],
    ]);
    expect([total.conventions, total.communes.count, total.communes.mean]).toEqual([16, 15, 123 / 15]);
  });

  it('conventions signed after their start', () => {
    // Of 29, three have no signature or no start (Beaupréau 2, Gennes, Longué 2) and one was signed before (Layon-Aubance 2, on 19
    // December 2023). Of the 25 others, twelve waited longer than Sèvremoine 1, from 1 January to 24 September 2020, a leap year:
    // 31 + 29 + 31 + 30 + 31 + 30 + 31 + 31 + 23 = 267 days.
    const { tardives, ensemble } = answer('64-delais-de-signature');
    const { signedAfterStart, unknown, daysAfterStart } = ensemble.total.signature;
    expect([signedAfterStart.numerator, signedAfterStart.denominator, unknown]).toEqual([25, 26, 3]);
    expect(daysAfterStart.median).toBe(267);
    expect(tardives.rows[12].key.convention.reference).toBe('DEMO-49-SEVREMOINE-1');
  });

  it('childcare places that Cholet Agglomération lacks', () => {
    // 61,6 in the département and 56,1 there: 5,5 places for 100 children, of whom there are 3 041: 167,3, so 168.
    const { nodes } = answer('68-places-manquantes').department.epcis;
    const cholet = nodes.find(({ code }: { code: string }) => code === '200071678').childcare;
    expect([cholet.rate, cholet.children.value, cholet.toDepartment.points]).toEqual([56.1, 3041, -5.5]);
    expect(cholet.toDepartment.missingPlaces).toBe(168);
  });

  it('households of the Douessin', () => {
    // Tuffalun 330, Dénezé 65, Doué 2 245, Louresse 165: 2 805 of the 139 285 of the département.
    const { nodes } = answer('75-foyers-du-perimetre').department.conventions;
    const of = (reference: string) =>
      nodes.find((node: { reference: string }) => node.reference === reference).perimeterIndicators;
    const [households] = of('DEMO-49-DOUESSIN-2');
    expect([households.state, households.knownSum]).toEqual(['REPORTED', 2805]);
    expect(households.shareOfDepartment).toBeCloseTo(0.020139, 6);
    // Around Longué, the single-parent households of the smallest communes are secret.
    expect(of('DEMO-49-LONGUE-1')[1]).toMatchObject({ state: 'SUPPRESSED', notReported: 0 });
  });

  it('actions that are late, and themes that are retained', () => {
    // 239 due dates are past on 30 June 2026 in the plans of the sixteen conventions in force; at the last follow-up of each action,
    // 45 of them are neither done, nor given up, nor permanent. Fifteen of the sixteen retain early childhood; the Choletais does not.
    const { overdueActions } = answer('70-actions-en-retard-et-pilotes').department;
    expect([overdueActions.overdue, overdueActions.rate.denominator]).toEqual([45, 239]);
    const { themes } = answer('71-thematiques-retenues').department.retainedThemes;
    expect([themes[0].theme, themes[0].retained.numerator, themes[0].retained.denominator]).toEqual([
      'EARLY_CHILDHOOD',
      15,
      16,
    ]);
  });

  it('Baugé-en-Anjou per child in 2023, under two conventions', () => {
    // The amounts of the first test; the file of indicators has, of 2022, 285 children of 0 to 2, 309 of 3 to 5 and 757 of 6 to 11,
    // 740 of 12 to 17. The commune is under its own convention (2020 to 2023) and under that of its EPCI (2022 to 2026).
    const { rows, subtotals, total } = answer('50-ctg-et-secteurs').subsidyTable;
    const own = rows.filter(({ key }: ConventionRow) => key.convention?.reference === 'DEMO-49-BAUGE-1');
    expect(
      own.map(({ amount, perChild }: ConventionRow) => [
        amount,
        perChild.children,
        perChild.year,
        perChild.value,
      ]),
    ).toEqual([
      [393_744.13, 285, 2022, 393_744.13 / 285],
      [20_939.98, 740, 2022, 20_939.98 / 740],
      [7_201.17, 309 + 757, 2022, 7_201.17 / 1066],
    ]);
    expect(subtotals.map((each: { countedAgain: number }) => each.countedAgain)).toEqual([
      393_744.13, 7_201.17, 20_939.98,
    ]);
    expect(total.countedAgain).toBe(421_885.28);
  });

  it('families of lines of the convention of Baugé-en-Anjou in 2023', () => {
    // Of 432 339,51: service allowances 331 660,66 (PSU) + 8 790,04 (PS Alsh) + 12 149,94 (PS jeunes) + 5 452,73 (Laep)
    //   = 358 053,37; bonus territoire 45 929,85 + 7 201,17 = 53 131,02; mixité 7 680,65; handicap 8 472,97; Clas 5 001,50.
    const { rows } = answer('55-parts-par-famille').parCtg;
    const own = rows.filter(({ key }: FamilyRow) => key.convention?.reference === 'DEMO-49-BAUGE-1');
    expect(
      Object.fromEntries(
        own.map(({ key, amount, shareOfGroup }: FamilyRow) => [
          key.fundingFamilyLabel,
          [amount, shareOfGroup.toFixed(4)],
        ]),
      ),
    ).toEqual({
      'Prestations de service (PSU et PS)': [358_053.37, '0.8282'],
      'Bonus territoire CTG': [53_131.02, '0.1229'],
      'Bonus mixité sociale': [7_680.65, '0.0178'],
      'Bonus inclusion handicap': [8_472.97, '0.0196'],
      'Autres lignes': [5_001.5, '0.0116'],
    });
  });

  it('steering in 2023', () => {
    // Eight EPCI have one amount each: 152 155,49 + 31 059,54 + 89 747,64 + 41 571,72 + 130 023,55 + 246 836,22 + 37 034,96
    //   + 31 085,67 = 759 514,79. Two are wholly under one convention: Haut-Anjou, 36 611 inhabitants, and Baugeois, 34 567.
    const { rows, total } = answer('58-cout-du-pilotage').subsidyTable;
    expect(total.amount).toBe(759_514.79);
    expect(
      rows.map(({ key, amount, perTenThousandInhabitants: rate }: SteeringRow) => [
        key.convention?.reference ?? null,
        amount,
        rate === null ? null : Math.round(rate),
      ]),
    ).toEqual([
      ['DEMO-49-HAUT-ANJOU-1', 41_571.72, 11_355],
      ['DEMO-49-BAUGEOIS-1', 31_085.67, 8_993],
      [null, 686_857.4, null],
    ]);
  });
});

interface ConventionKey {
  readonly convention: { readonly reference: string } | null;
}
interface ConventionRow {
  readonly key: ConventionKey;
  readonly amount: number;
  readonly perChild: { readonly children: number; readonly year: number; readonly value: number };
}
interface FamilyRow {
  readonly key: ConventionKey & { readonly fundingFamilyLabel: string };
  readonly amount: number;
  readonly shareOfGroup: number;
}
interface SteeringRow {
  readonly key: ConventionKey;
  readonly amount: number;
  readonly perTenThousandInhabitants: number | null;
}
interface Sector {
  readonly sector: string;
  readonly amount: number;
}
interface Aside {
  readonly territory: { readonly name: string };
  readonly amount: number;
  readonly raison: string;
}
interface Row {
  readonly key: { readonly department: { readonly code: string }; readonly section: string };
  readonly amount: number;
  readonly lineCount: number;
}
interface ScaleRow {
  readonly key: { readonly scaleGroup: string };
  readonly conventions: number;
  readonly communes: { readonly mean: number };
}
