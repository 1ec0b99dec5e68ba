import type { Column, Columns } from '../columns/column.js';
import { howToWrite } from '../columns/kind-words.js';
import { hiddenColumns } from '../columns/source-columns.js';
import type { Dataset } from '../dataset.js';
import { datasets } from '../datasets/datasets.js';
import { needOf, needWords } from '../needs.js';
import { type ProblemCode, problemCatalogue, type Severity } from '../report/problem-catalogue.js';
import { problemSamples } from '../report/problem-samples.js';

const heading = `# Jeux de données

<!-- Écrit par \`npm run docs\` depuis les déclarations : ne pas modifier à la main. -->

Le hub lit des fichiers .xlsx, .csv, .json et .jsonl. L’ordre des colonnes est libre ; accents, casse et ponctuation des
en-têtes sont sans importance. Une colonne qui n’est pas obligatoire peut manquer, et une cellule vide n’est pas un zéro.
`;

/** The documentation of every kind of file and of every remark of a report, in French, from their declarations. */
export const datasetDocs = (): string =>
  [heading, ...datasets.map(datasetSection), problemSection()].join('\n');

function datasetSection(dataset: Dataset): string {
  const { title, description, name, columns, shape } = dataset;
  const replacing =
    shape === 'flat'
      ? 'Un chargement peut remplacer tout l’exercice des territoires qu’il apporte.'
      : 'Un chargement ajoute et met à jour : il ne retire rien.';
  const shown = Object.entries(columns as Columns).filter(([column]) => !hiddenColumns.has(column));
  return section(
    `${title} (\`${name}\`)`,
    `Une ligne : ${description.charAt(0).toLowerCase()}${description.slice(1)} ${replacing}`,
    table(
      ['En-têtes acceptés', 'Obligatoire', 'Ce qu’elle contient', 'Comment l’écrire', 'Mots attendus'],
      shown.map(([column, declared]) => columnCells(dataset, column, declared)),
    ),
  );
}

/** The French header that templates show comes first. */
function columnCells(dataset: Dataset, name: string, column: Column<unknown>): string[] {
  const [english, french, ...others] = column.headers;
  return [
    [...new Set([`**${french}**`, english, ...others])].join(', '),
    needOf(dataset, name) === 'NEVER' ? '' : needWords(dataset, name),
    column.description,
    howToWrite(column),
    column.choices.map(({ label }) => label).join(', '),
  ];
}

const severityWords: Readonly<Record<Severity, string>> = {
  ERROR: 'erreur',
  WARNING: 'avertissement',
  INFO: 'information',
};

const problemSection = (): string =>
  section(
    'Ce que dit un rapport',
    'Une erreur empêche un chargement « tout ou rien » ; les autres remarques, jamais.',
    table(
      ['Code', 'Gravité', 'Effet', 'Exemple de message'],
      (Object.keys(problemCatalogue) as ProblemCode[]).map(problemCells),
    ),
  );

function problemCells(code: ProblemCode): string[] {
  const { severity, rejects, say } = problemCatalogue[code];
  const sentence = say({ column: '…', value: '…', detail: '', ...problemSamples[code] }).trim();
  // An error that rejects no row is of the file, or of its header: there is no row to load.
  const refused = rejects ? 'ligne écartée' : severity === 'ERROR' ? 'fichier refusé' : '';
  return [`\`${code}\``, severityWords[severity], refused, sentence];
}

const section = (title: string, ...parts: readonly string[]): string =>
  `## ${title}\n\n${parts.join('\n\n')}\n`;

/** A table of Markdown: a bar in a cell would end it. */
function table(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(header), row(header.map(() => '---')), ...lines.map(row)].join('\n');
}
