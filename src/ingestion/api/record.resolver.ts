import { Arg, Args, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { placeOfLoad } from '../../access/load-place.js';
import { HubError } from '../../errors.js';
import { assertWritable, type Context } from '../../graphql/context.js';
import { readText } from '../../graphql/text.js';
import { isNamed, type Signature, signatureOf } from '../../provenance/batch-owner.rules.js';
import { hubFacts } from '../../provenance/provenance.sql.js';
import type { Viewer } from '../../viewer.js';
import type { Columns } from '../columns/column.js';
import type { Dataset } from '../dataset.js';
import { progress } from '../datasets/progress.dataset.js';
import { subsidies } from '../datasets/subsidies.dataset.js';
import { undoBatch } from '../history/undo.js';
import type { LoadStrategy } from '../load-request.js';
import { LoadReportType } from '../report/report.type.js';
import { type LoadReportJson, reportJson } from '../report/report-json.js';
import { startLoad } from '../running-loads.js';
import {
  progressColumns,
  RecordActionProgressArgs,
  type RecordArgs,
  RecordSubsidiesArgs,
  subsidyColumns,
  WriteArgs,
} from './record.input.js';
import type { RowInput } from './row-input.input.js';
import { fileOfRows, maximumRows } from './rows-file.js';
import { UndoReportType } from './undo.type.js';

interface Recorded extends RecordArgs {
  readonly input: readonly RowInput[];
  readonly strategy?: LoadStrategy;
}

/** Loads rows of the API as the file that they make. */
async function record(
  context: Context,
  dataset: Dataset,
  columns: Columns,
  { input, author, ...options }: Recorded,
): Promise<LoadReportJson> {
  assertWritable(context);
  const { demonstration } = await hubFacts(context.em);
  const file = fileOfRows(columns, input);
  const within = await placeOfLoad(context.em, context.viewer, null);
  const signature = readSignature(context.viewer, author);
  const request = { dataset, file, ...signature, demonstration, within, ...options };
  return reportJson(await startLoad(context, request).done);
}

/** @throws HubError `TEXT_TOO_SHORT`, `TEXT_TOO_LONG`, `INVALID_TEXT` */
function readSignature(viewer: Viewer, author: string | null | undefined): Signature {
  return signatureOf(viewer, author == null && isNamed(viewer) ? null : readAuthor(author ?? ''));
}

function readAuthor(author: string): string {
  const text = readText('author', author);
  if (text.length < 2) throw new HubError('TEXT_TOO_SHORT', { name: 'author', minimum: 2 });
  if (text.length > 200) throw new HubError('TEXT_TOO_LONG', { name: 'author', maximum: 200 });
  return text;
}

@Resolver()
export class RecordResolver {
  @Mutation(() => LoadReportType, {
    description:
      'Enregistre l’état d’actions à une date. C’est un chargement comme un autre : mêmes contrôles, même rapport, ' +
      `annulable. ${maximumRows} lignes au plus ; au-delà, chargez un fichier.`,
  })
  recordActionProgress(
    @Args(() => RecordActionProgressArgs) args: RecordActionProgressArgs,
    @Ctx() context: Context,
  ) {
    return record(context, progress, progressColumns, args);
  }

  @Mutation(() => LoadReportType, {
    description:
      'Enregistre des subventions. C’est un chargement comme un autre : mêmes contrôles, même rapport, annulable. ' +
      `${maximumRows} lignes au plus ; au-delà, chargez un fichier.`,
  })
  recordSubsidies(@Args(() => RecordSubsidiesArgs) args: RecordSubsidiesArgs, @Ctx() context: Context) {
    return record(context, subsidies, subsidyColumns, args);
  }

  @Mutation(() => UndoReportType, {
    description:
      'Annule un chargement, exactement : ce qu’il a créé disparaît, ce qu’il a modifié ou supprimé redevient comme ' +
      'avant. Refusé si un chargement postérieur s’appuie sur lui, avec les numéros de ceux-là. Un accès limité à des territoires ' +
      'n’annule que ses propres chargements.',
  })
  async undoBatch(
    @Arg('revision', () => Int, { description: 'Numéro de révision du chargement.' }) revision: number,
    @Args(() => WriteArgs) { author, dryRun }: WriteArgs,
    @Ctx() context: Context,
  ): Promise<UndoReportType> {
    assertWritable(context);
    const { author: name, ...signed } = readSignature(context.viewer, author);
    return undoBatch(context, revision, name, dryRun, signed);
  }
}
