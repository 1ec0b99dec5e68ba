import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Five answers of the question book, added up by hand from the files of the demonstration. */
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
});

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
