import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { assertGiven, isGiven } from '../access/given-datasets.js';
import { expectedFrom } from '../access/matrix/dataset.rules.js';
import { today } from '../calendar.js';
import { conventionByReference } from '../convention/convention.resolver.js';
import { ConventionType } from '../convention/convention.type.js';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { readFiscalYear } from '../graphql/fiscal-year.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { ratio } from '../graphql/ratio.type.js';
import { BatchType } from '../provenance/batch.type.js';
import { batchOf } from '../provenance/batches.js';
import { type DatasetName, datasetLabels } from '../provenance/dataset-name.js';
import { type PassportScope, passport, type ScopedPassport } from '../provenance/passport.js';
import { Passport, PassportUnit } from '../provenance/provenance.type.js';
import type { SubsidyNature } from '../subsidy/subsidy.rules.js';
import { territoryById } from '../territory/territory.resolver.js';
import { CommuneType, type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import {
  type ExpectedDataset,
  expectations,
  expectedDatasets,
  hasOwnRows,
  isExpected,
  natureOf,
} from './completeness.rules.js';
import {
  type CompletenessRow,
  type CompletenessUnitRow,
  completenessOf,
  completenessUnitsOf,
  type DatedQuestion,
  type UnitFilter,
  unitOrder,
} from './completeness.sql.js';
import {
  Completeness,
  CompletenessArgs,
  CompletenessUnit,
  CompletenessUnitArgs,
  CompletenessUnitConnection,
  CompletenessYearArgs,
} from './completeness.type.js';
import { type CompletenessBasis, completenessBasesOf } from './completeness-basis.sql.js';
import { completenessFacts } from './completeness-facts.rules.js';

type Ids = readonly string[];
interface UnitsQuestion {
  readonly question: DatedQuestion;
  readonly filter: UnitFilter;
  readonly page: Page;
}

const counts = batched(
  ({ em }: Context, ids: Ids, question: DatedQuestion) => completenessOf(em, ids, question),
  (id): CompletenessRow => {
    throw new Error(`No completeness for ${id}`);
  },
);
const units = batched(
  ({ em }: Context, ids: Ids, { question, filter, page }: UnitsQuestion) =>
    completenessUnitsOf(em, ids, question, filter, page),
  (): Slice<CompletenessUnitRow> => emptySlice(),
);

const bases = batched(
  ({ em }: Context, ids: Ids, question: DatedQuestion) => completenessBasesOf(em, ids, question),
  (id): CompletenessBasis => {
    throw new Error(`No completeness for ${id}`);
  },
);

/** Completeness remembers what it was asked, to list its units. */
type CompletenessAnswer = Omit<Completeness, 'passport'> & {
  readonly id: string;
  readonly question: DatedQuestion;
  readonly scope: PassportScope;
};
type Unit = CompletenessUnitRow & { readonly dataset: ExpectedDataset };

/** A data set of which something is expected. @throws HubError `NOTHING_EXPECTED` */
export function readDataset(dataset: DatasetName): ExpectedDataset {
  if (!isExpected(dataset)) throw new HubError('NOTHING_EXPECTED', { dataset });
  return dataset;
}

async function completeness(context: Context, scope: PassportScope): Promise<CompletenessAnswer> {
  const dataset = readDataset(scope.dataset);
  const { id, kind, fiscalYear } = scope;
  assertGiven(context.viewer, [{ field: 'completeness', datasets: expectedFrom(dataset) }]);
  const nature = natureOf(dataset, scope.nature);
  const question: DatedQuestion = { scope: kind, dataset, fiscalYear, nature, today: today() };
  const { epcis, epcisReceived, ...row } = await counts(context, id, question);
  return {
    ...row,
    scope,
    question,
    dataset,
    label: datasetLabels[dataset],
    fiscalYear,
    nature: nature === '' ? null : (nature as SubsidyNature),
    unit: PassportUnit[expectations[dataset].unit],
    ratio: ratio(row.received, row.expected),
    epcis: hasOwnRows(dataset) ? ratio(epcisReceived, epcis) : null,
    definition: expectations[dataset].definition,
  };
}

@Resolver(() => TerritoryType)
export class TerritoryCompletenessResolver {
  @FieldResolver(() => Completeness, {
    description: completenessFacts.completeness.definition,
  })
  completeness(
    @Root() { id }: TerritoryRow,
    @Args(() => CompletenessArgs) { dataset, fiscalYear, nature }: CompletenessArgs,
    @Ctx() context: Context,
  ) {
    return completeness(context, {
      kind: 'territory',
      id,
      dataset,
      fiscalYear: readFiscalYear(fiscalYear),
      on: null,
      nature,
    });
  }

  @FieldResolver(() => [Completeness], {
    description: completenessFacts.completenessByDataset.definition,
  })
  completenessByDataset(
    @Root() { id }: TerritoryRow,
    @Args(() => CompletenessYearArgs) { fiscalYear, nature }: CompletenessYearArgs,
    @Ctx() context: Context,
  ) {
    const year = readFiscalYear(fiscalYear);
    return expectedDatasets
      .filter((dataset) => isGiven(context.viewer, expectedFrom(dataset)))
      .map((dataset) =>
        completeness(context, { kind: 'territory', id, dataset, fiscalYear: year, on: null, nature }),
      );
  }
}

@Resolver(() => Passport)
export class PassportCompletenessResolver {
  @FieldResolver(() => Completeness, {
    description:
      'Ce que le hub attendait et a reçu, dans l’année du chiffre, des fichiers sur lesquels il repose : les conventions pour une ' +
      'couverture, les subventions pour un total, les états d’avancement pour un avancement.',
  })
  completeness(@Root() { scope }: ScopedPassport, @Ctx() context: Context) {
    return completeness(context, scope);
  }
}

@Resolver(() => Completeness)
export class CompletenessResolver {
  @FieldResolver(() => Passport)
  async passport(@Root() answer: CompletenessAnswer, @Ctx() context: Context): Promise<Passport> {
    const { population, ...basis } = await bases(context, answer.id, answer.question);
    return passport(context, {
      ...basis,
      // Whatever day the figure is of, the files of its whole year are expected.
      scope: { ...answer.scope, on: null, nature: answer.question.nature },
      unit: answer.unit,
      expected: answer.expected,
      reported: answer.received,
      expectedPopulation: population,
      hasGaps: answer.unknown > 0 || answer.conventionsWithUnknownPerimeter > 0,
      definition: answer.definition,
    });
  }

  @FieldResolver(() => CompletenessUnitConnection, {
    description:
      'Les communes (par nom) ou les conventions (par référence) derrière ces nombres. Qui se tait : ' +
      '« standings: [SILENT] », ou « states: [MISSING] » une fois l’échéance passée.',
  })
  async units(
    @Root() { id, question }: CompletenessAnswer,
    @Args(() => CompletenessUnitArgs) { states, standings, first, after }: CompletenessUnitArgs,
    @Ctx() context: Context,
  ) {
    const filter = { states: readList('states', states), standings: readList('standings', standings) };
    const page = readPage(first, after, unitOrder);
    const slice = await units(context, id, { question, filter, page });
    const items = slice.items.map((row): Unit => ({ ...row, dataset: question.dataset }));
    return connect(context, { ...slice, items }, ({ name, unitId }) => [name, unitId]);
  }
}

@Resolver(() => CompletenessUnit)
export class CompletenessUnitResolver {
  @FieldResolver(() => CommuneType, {
    nullable: true,
    description: 'La commune, quand ce sont elles qui comptent.',
  })
  commune(@Root() { dataset, unitId }: Unit, @Ctx() context: Context) {
    return expectations[dataset].unit === 'COMMUNE' ? territoryById(context, unitId) : null;
  }

  @FieldResolver(() => ConventionType, {
    nullable: true,
    description: 'La convention, quand ce sont elles qui comptent.',
  })
  convention(@Root() { dataset, unitId }: Unit, @Ctx() context: Context) {
    return expectations[dataset].unit === 'CONVENTION' ? conventionByReference(context, unitId) : null;
  }

  @FieldResolver(() => BatchType, { nullable: true, description: 'Ce premier chargement.' })
  batch(@Root() { batchRevision }: Unit, @Ctx() context: Context) {
    return batchRevision === null ? null : batchOf(context, batchRevision);
  }
}
