import { HubError } from '../../errors.js';
import type { Dataset } from '../../ingestion/dataset.js';
import { datasets } from '../../ingestion/datasets/datasets.js';
import type { Acceptance, LoadStrategy } from '../../ingestion/load-request.js';
import { nearest } from '../../ingestion/report/suggestion.js';
import type { IndexedTerritory, TerritoryIndex } from '../../ingestion/territories/territory-index.js';
import { territoryKindLabels } from '../../ingestion/territories/territory-of-row.js';
import { batchDatasets, datasetWords } from '../../provenance/dataset-name.js';
import { foldName, TerritoryKind } from '../../territory/territory.rules.js';

/** How a person wants a file loaded, whichever door it comes in by. */
export interface LoadOptions {
  /** Null: recognised by the headers. */
  readonly dataset: Dataset | null;
  /** Null when nobody is named. */
  readonly author: string | null;
  readonly strategy: LoadStrategy;
  readonly acceptance: Acceptance;
  readonly dryRun: boolean;
  /** Outside of which rows are refused. */
  readonly territory: IndexedTerritory | null;
}

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * @param territories asked for only when an option names one: the base may be busy
 * @param isNamed whether the hub knows by itself who sends them
 * @throws HubError `INVALID_OPTION` or `UNKNOWN_TERRITORY`
 */
export async function readLoadOptions(
  texts: Texts,
  territories: () => Promise<TerritoryIndex>,
  isNamed: boolean,
): Promise<LoadOptions> {
  const dryRun = readChoice('répétition (dryRun)', texts.dryRun, flags, 'non');
  return {
    dataset: texts.dataset?.trim() ? readDataset(texts.dataset) : null,
    author: readAuthor(texts.author, dryRun, isNamed),
    strategy: readChoice('stratégie (strategy)', texts.strategy, strategies, 'ADD_AND_UPDATE'),
    acceptance: readChoice('lignes prises (acceptance)', texts.acceptance, acceptances, 'ALL_OR_NOTHING'),
    dryRun,
    territory: texts.territory?.trim() ? readTerritory(texts.territory, await territories()) : null,
  };
}

const strategies: Readonly<Record<string, LoadStrategy>> = {
  ADD_AND_UPDATE: 'ADD_AND_UPDATE',
  REPLACE_YEAR: 'REPLACE_YEAR',
};
const acceptances: Readonly<Record<string, Acceptance>> = {
  ALL_OR_NOTHING: 'ALL_OR_NOTHING',
  VALID_ROWS: 'VALID_ROWS',
};
const flags: Readonly<Record<string, boolean>> = {
  oui: true,
  true: true,
  '1': true,
  non: false,
  false: false,
  '0': false,
};

function readChoice<T>(
  name: string,
  text: string | undefined,
  choices: Readonly<Record<string, T>>,
  usual: string,
): T {
  const value = text?.trim() || usual;
  const found = Object.entries(choices).find(([choice]) => choice.toLowerCase() === value.toLowerCase());
  if (found) return found[1];
  throw new HubError('INVALID_OPTION', {
    name,
    value: value.slice(0, 80),
    expected: Object.keys(choices).join(', '),
  });
}

const longestAuthor = 100;

/** A rehearsal is nobody's. */
function readAuthor(text: string | undefined, dryRun: boolean, isNamed: boolean): string | null {
  const author = text?.trim() ?? '';
  if (author === '' && isNamed) return null;
  if (author === '' && dryRun) return 'répétition';
  if (author !== '' && author.length <= longestAuthor && !/\p{Cc}/u.test(author) && author.isWellFormed()) {
    return author;
  }
  throw new HubError('INVALID_OPTION', {
    name: 'auteur',
    value: author.slice(0, 20),
    expected: `votre nom, en ${longestAuthor} caractères au plus`,
  });
}

/** A data set by its French word or title, or by the name that the API gives it. */
export function readDataset(text: string): Dataset {
  const words = foldName(text);
  const found = datasets.find((dataset) => namesOf(dataset).some((name) => foldName(name) === words));
  if (found) return found;
  const expected = datasets.map(({ name }) => datasetWords[name]);
  const hint = nearest(text, expected);
  throw new HubError('INVALID_OPTION', {
    name: 'jeu de données',
    value: text.slice(0, 80),
    expected: `${expected.join(', ')}${hint === null ? '' : ` ; sans doute ${hint}`}`,
  });
}

const namesOf = ({ name, title }: Dataset): string[] => [
  datasetWords[name],
  title,
  batchDatasets[name],
  name,
];

/** A territory by its kind, in the API's word or in French, and code (`COMMUNE:49018`), or by a code whose length tells its kind. */
export function readTerritory(text: string, territories: TerritoryIndex): IndexedTerritory {
  const trimmed = text.trim();
  const [, kindText = '', code = ''] = /^(?:(\p{L}+)[:/])?(\w{1,9})$/u.exec(trimmed) ?? [];
  const kind = kindText === '' ? kindByCode(code) : kindByWord(kindText);
  const found = kind && territories.find(kind, code.toUpperCase());
  if (found) return found.territory;
  throw new HubError('UNKNOWN_TERRITORY', {
    value: trimmed.slice(0, 80),
    hint: 'Écrivez son espèce et son code, par exemple COMMUNE:49018, EPCI:244900015 ou DEPARTEMENT:49.',
  });
}

const kinds = Object.values(TerritoryKind);

const kindByWord = (word: string): TerritoryKind | undefined =>
  kinds.find((kind) => [kind, territoryKindLabels[kind]].some((each) => foldName(each) === foldName(word)));

function kindByCode(code: string): TerritoryKind | undefined {
  if (code.length === 5) return TerritoryKind.COMMUNE;
  if (code.length === 9) return TerritoryKind.EPCI;
  return code.length === 2 || code.length === 3 ? TerritoryKind.DEPARTMENT : undefined;
}
