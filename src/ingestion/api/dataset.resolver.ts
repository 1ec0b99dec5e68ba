import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { HubError } from '../../errors.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { type DatasetName, datasetLabels } from '../../provenance/dataset-name.js';
import { territoryOfRef } from '../../territory/territory.resolver.js';
import type { Column, Columns } from '../columns/column.js';
import { hiddenColumns } from '../columns/source-columns.js';
import type { Dataset } from '../dataset.js';
import { datasets } from '../datasets/datasets.js';
import { exportPage } from '../exporting/export-page.js';
import { exporters } from '../exporting/exporters.js';
import { DatasetRowsArgs } from './dataset.input.js';
import { type DatasetColumnType, DatasetRowConnection, DatasetType } from './dataset.type.js';

@Resolver()
export class DatasetResolver {
  @Query(() => [DatasetType], {
    description: 'Les jeux de données que le hub lit, et leurs colonnes : de quoi préparer un fichier.',
  })
  datasets(): DatasetType[] {
    return datasets.map((dataset) => ({
      name: dataset.name,
      title: dataset.title,
      description: dataset.description,
      canReplaceYear: dataset.shape === 'flat',
      columns: shownColumns(dataset).map(([, column]) => columnType(column)),
    }));
  }

  @Query(() => DatasetRowConnection, {
    description:
      'Les enregistrements actuels d’un territoire et de ce qu’il contient, comme les lignes d’un fichier que le hub ' +
      'relirait sans y rien changer. Un département a les conventions de sa Caf ou d’un de ses EPCI ; celle d’un ' +
      'autre département qui couvre une de ses communes reste dans le sien.',
  })
  async datasetRows(
    @Args(() => DatasetRowsArgs) { dataset: name, territory, first, after, fiscalYear }: DatasetRowsArgs,
    @Ctx() context: Context,
  ): Promise<DatasetRowConnection> {
    const dataset = writableDataset(name);
    const { id } = await territoryOfRef(context, territory);
    const question = { first, after: after ?? null, fiscalYear: fiscalYear ?? null };
    const page = await exportPage(context.em, dataset, id, question);
    spend(context, page.rows.length);
    const shown = Object.keys(dataset.columns).map((column) => !hiddenColumns.has(column));
    return {
      columns: shownColumns(dataset).map(([, { headers }]) => headers[0]),
      nodes: page.rows.map(({ cells }) => ({ cells: cells.filter((_, index) => shown[index]) })),
      totalCount: page.totalCount,
      revision: page.revision,
      pageInfo: {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: question.after !== null,
        startCursor: page.startCursor,
        endCursor: page.endCursor,
      },
    };
  }
}

/** Columns that mean something outside of this hub: its own keys and revisions would be taken for another hub's. */
const shownColumns = (dataset: Dataset): [name: string, Column<unknown>][] =>
  Object.entries(dataset.columns as Columns).filter(([name]) => !hiddenColumns.has(name));

/** @throws HubError `BAD_USER_INPUT` */
function writableDataset(name: DatasetName): Dataset {
  const dataset = datasets.find((each) => each.name === name);
  if (dataset && exporters[name]) return dataset;
  throw new HubError('BAD_USER_INPUT', {
    detail: `« ${datasetLabels[name]} » ne se donne pas encore en lignes.`,
  });
}

const columnType = ({
  headers: [header, frenchHeader, ...otherHeaders],
  kind,
  isRequired,
  description,
  choices,
}: Column<unknown>): DatasetColumnType => ({
  header,
  frenchHeader,
  otherHeaders,
  kind,
  isRequired,
  description,
  choices: choices.map(({ label }) => label),
});
