import { sourceKeyName } from '../config/source-keys.js';
import { HubError } from '../errors.js';
import { readText } from '../graphql/text.js';
import type { Dataset } from '../ingestion/dataset.js';
import { datasets } from '../ingestion/datasets/datasets.js';
import { addressRules, readAddress } from './address.js';
import { SourceFailure } from './failure.js';
import type { OpendatasoftInput } from './source.input.js';
import {
  longestIntervalMinutes,
  type OpendatasoftOptions,
  SourceKind,
  SourceStrategy,
  shortestInterval,
} from './source.rules.js';
import type { SourceSettings } from './source.sql.js';

/** What a person asks of a source, before it is checked. */
export type WantedSettings = Omit<SourceSettings, 'options'> & {
  readonly opendatasoft: OpendatasoftInput | null;
};

/** Settings that can be pulled, in the form that is kept. @throws HubError `INVALID_SOURCE`, `INVALID_TEXT` */
export function readSettings(
  { opendatasoft, ...wanted }: WantedSettings,
  allowPrivate: boolean,
): SourceSettings {
  const shortest = shortestInterval(allowPrivate);
  if (wanted.intervalMinutes < shortest || wanted.intervalMinutes > longestIntervalMinutes) {
    throw invalid(`« intervalMinutes » va de ${shortest} à ${longestIntervalMinutes}.`);
  }
  const dataset = datasets.find(({ name }) => name === wanted.dataset);
  if (wanted.dataset !== null && !dataset) throw invalid(`le hub ne charge pas encore ${wanted.dataset}.`);
  if (dataset && wanted.strategy === SourceStrategy.REPLACE_YEAR && !canReplaceYear(dataset)) {
    throw invalid(`« ${dataset.title} » n’a pas d’exercice à remplacer.`);
  }
  const isPortal = wanted.kind === SourceKind.OPENDATASOFT;
  if (isPortal && opendatasoft === null)
    throw invalid('dites dans « opendatasoft » quel jeu de données lire.');
  if (!isPortal && opendatasoft !== null)
    throw invalid('« opendatasoft » ne va qu’avec le genre OPENDATASOFT.');
  return {
    ...wanted,
    name: readName('name', wanted.name),
    url: readUrl(readText('url', wanted.url), allowPrivate),
    options: opendatasoft === null ? null : readOptions(opendatasoft),
    keyVariable: readKeyVariable(wanted.keyVariable, wanted.kind),
  };
}

/** Only records that are independent of each other have a fiscal year to replace. */
export const canReplaceYear = ({ shape }: Dataset): boolean => shape === 'flat';

const invalid = (detail: string) => new HubError('INVALID_SOURCE', { detail });

const longestName = 150;

/** @throws HubError `INVALID_SOURCE`, `INVALID_TEXT` */
export function readName(field: string, text: string): string {
  const name = readText(field, text);
  if (name === '' || name.length > longestName)
    throw invalid(`« ${field} » compte de 1 à ${longestName} caractères.`);
  return name;
}

/** @throws HubError `INVALID_SOURCE` for a name of anything but a key for another hub: it would be sent there */
function readKeyVariable(name: string | null, kind: SourceKind): string | null {
  if (name === null) return null;
  if (kind !== SourceKind.CTG_HUB) throw invalid('« keyVariable » ne va qu’avec le genre CTG_HUB.');
  if (!sourceKeyName.test(name))
    throw invalid(
      '« keyVariable » est le nom d’une variable, tel que CTG_HUB_SOURCE_KEY_ANGERS, et jamais la clé elle-même.',
    );
  return name;
}

function readUrl(text: string, allowPrivate: boolean): string {
  if (text.length > 2_000) throw invalid('l’adresse est trop longue.');
  try {
    return readAddress(text, addressRules(allowPrivate)).href;
  } catch (error) {
    throw error instanceof SourceFailure ? invalid(error.detail) : error;
  }
}

const longestList = 100;

function readOptions(input: OpendatasoftInput): OpendatasoftOptions {
  const datasetId = readText('datasetId', input.datasetId);
  if (!/^[\w.@-]{1,200}$/.test(datasetId))
    throw invalid(`« ${datasetId.slice(0, 60)} » n’est pas un identifiant de jeu de données.`);
  const where = input.where == null ? null : readText('where', input.where) || null;
  const options: OpendatasoftOptions = {
    datasetId,
    where,
    refine: (input.refine ?? []).map((each) => readText('refine', each)),
    mapping: (input.mapping ?? []).map(({ field, column }) => ({
      field: readName('field', field),
      column: readName('column', column),
    })),
    constants: (input.constants ?? []).map(({ column, value }) => ({
      column: readName('column', column),
      value: readText('value', value),
    })),
  };
  const columns = [...options.mapping, ...options.constants].map(({ column }) => column);
  if (new Set(columns).size !== columns.length) throw invalid('une colonne est donnée deux fois.');
  if (columns.length + options.refine.length > longestList) throw invalid(`${longestList} champs au plus.`);
  return options;
}
