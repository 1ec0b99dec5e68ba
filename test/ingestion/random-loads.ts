import fc from 'fast-check';
import type { LoadRequest } from '../../src/ingestion/load-request.js';
import { DatasetName } from '../../src/provenance/dataset-name.js';

/** A file and how it is loaded. The values are few, so that files keep meeting each other. */
export interface RandomLoad {
  readonly dataset: DatasetName;
  readonly lines: readonly string[];
  readonly options: Partial<LoadRequest>;
}

// Ingrandes-le-Fresne-sur-Loire (49160) is in an EPCI of the next département, Ancenis (44003) in that département itself.
const communes = ['49018', '44003', '49160', '49099', '49007'];
// Baugeois Vallée in Maine-et-Loire, Ancenis in two départements, Redon in three and in two régions.
const epcis = ['244900882', '244400552', '243500741'];
const references = ['P-1', 'P-2', 'P-3'];
const codes = ['a', 'b', 'c', 'd', 'e'];

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const some = (values: readonly string[]) => fc.subarray([...values]).map((chosen) => chosen.join('|'));
const days = pick(['2024-03-01', '2024-09-01', '2025-03-01']);

const linesOf = (header: string, lines: readonly (readonly string[])[]) => [
  header.replaceAll(' ', ';'),
  ...lines.map((cells) => cells.join(';')),
];

const file = (
  dataset: DatasetName,
  header: string,
  line: fc.Arbitrary<readonly string[]>,
  options: Partial<LoadRequest> = {},
): fc.Arbitrary<RandomLoad> =>
  fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((lines) => ({ dataset, lines: linesOf(header, lines), options }));

/** Forms of territory, with the EPCI and the communes that a row names. A whole EPCI may lie in several départements, or régions. */
const perimeters = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(pick(['groupe de communes']), pick(['']), some(communes)) },
  fc.tuple(pick(['EPCI']), pick(epcis), pick([''])),
  fc.tuple(pick(['plusieurs EPCI']), some(epcis), pick([''])),
  fc.tuple(pick(['EPCI et communes']), pick(epcis), some(communes)),
);

const conventionFile = file(
  DatasetName.CONVENTIONS,
  'convention_ref territory_name departement_code kind siren member_insee signatories thematiques start_year end_year signature_date',
  fc
    .tuple(
      fc.tuple(pick(references), pick(['Pays', 'Vallée']), pick(['49'])),
      perimeters,
      some(['Caf de Maine-et-Loire', 'Commune de Cholet', 'MSA']),
      some(['petite enfance', 'jeunesse']),
      pick(['2023', '2024']),
      pick(['', '2024', '2026']),
      fc.oneof(days, pick([''])),
    )
    .map(([named, perimeter, ...rest]) => [...named, ...perimeter, ...rest]),
);

const amendmentFile = file(
  DatasetName.AMENDMENTS,
  'convention_ref number kind effective_date end_year communes_added communes_removed summary',
  fc.tuple(
    pick(references),
    pick(['1', '2', '3']),
    pick(['périmètre', 'prolongation']),
    fc.oneof(days, pick([''])),
    pick(['', '2028']),
    fc.oneof(pick(['']), some(communes)),
    fc.oneof(pick(['']), some(communes)),
    pick(['un', 'deux']),
  ),
);

const planFile = file(
  DatasetName.PLAN_NODES,
  'objective_id convention_ref level title parent_title status status_date thematique echeance',
  fc.tuple(
    pick(codes),
    pick(references),
    pick(['axe', 'objectif', 'objectif', 'action', 'action']),
    pick(['Un', 'Deux', 'Trois']),
    fc.oneof(pick(['']), pick(codes)),
    pick(['', 'en cours', 'réalisé']),
    days,
    pick(['', 'jeunesse', 'petite enfance|jeunesse']),
    pick(['', '2024', '2025-02-28']),
  ),
);

const progressFile = file(
  DatasetName.PROGRESS,
  'convention_ref objective_id status status_date percent comment',
  fc.tuple(
    pick(references),
    pick(codes),
    pick(['en cours', 'réalisé', 'abandonné']),
    days,
    pick(['', '50']),
    pick(['', 'vu']),
  ),
);

const amounts = fc.tuple(
  pick(communes),
  pick(['2022', '2023']),
  pick(['10', '20,5', '30']),
  pick(['réel', 'prévisionnel']),
  pick(['petite enfance', 'jeunesse']),
);
const amountHeader = 'territory_code year_start amount nature sector';
const subsidyFile = file(DatasetName.SUBSIDIES, amountHeader, amounts);
const subsidyYears = fc
  .uniqueArray(amounts, {
    minLength: 1,
    maxLength: 4,
    selector: ([code, year, , nature, sector]) => `${code}${year}${nature}${sector}`,
  })
  .map(
    (lines): RandomLoad => ({
      dataset: DatasetName.SUBSIDIES,
      lines: linesOf(amountHeader, lines),
      options: { strategy: 'REPLACE_YEAR', acceptance: 'ALL_OR_NOTHING' },
    }),
  );

const indicatorFile = file(
  DatasetName.INDICATORS,
  'territory_code indicator value year series',
  fc.tuple(
    pick([...communes, ...epcis]),
    pick([
      'Naissances',
      'Places de crèche',
      'Enfants de 0 à 2 ans',
      'Enfants de 3 à 5 ans',
      'Enfants de 6 à 11 ans',
    ]),
    pick(['10', '12,5', 'secret']),
    pick(['2022', '2023']),
    pick(['', 'Caf']),
  ),
);

/** A sequence of loads of all data sets. It begins with conventions: nothing else would be taken without them. */
export const randomLoads = (length: number): fc.Arbitrary<readonly RandomLoad[]> =>
  fc
    .tuple(
      conventionFile,
      planFile,
      fc.array(
        fc.oneof(
          conventionFile,
          { weight: 2, arbitrary: amendmentFile },
          { weight: 3, arbitrary: planFile },
          progressFile,
          indicatorFile,
          subsidyFile,
          { weight: 2, arbitrary: subsidyYears },
        ),
        { minLength: length, maxLength: length },
      ),
    )
    .map(([first, second, rest]) => [first, second, ...rest]);
