import type { GraphQLSchema } from 'graphql';
import { roles } from '../../viewer.js';
import { roleWords } from '../role-words.rules.js';
import { isPage, isRuled, ruleOf } from './matrix.rules.js';
import { Cell, type RuleName, ruleNames, rules } from './rule.rules.js';

const words: Readonly<Record<Cell, string>> = {
  [Cell.ALLOWED]: 'oui',
  [Cell.OWN]: 'les siens',
  [Cell.MASKED]: 'masqué',
  [Cell.DENIED]: '—',
};

const header = (...first: readonly string[]): string[] => {
  const titles = [...first, ...roles.map((role) => roleWords[role])];
  return [`| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`];
};

const cellsOf = (rule: RuleName): string => roles.map((role) => words[rules[rule].cells[role]]).join(' | ');

/** The table of rights, as the code has it, for whoever reads the documents. */
export function rightsDocs(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => isRuled(type) && !isPage(type))
    .filter(isRuled)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const fieldsOf = (type: (typeof types)[number], rule: RuleName): string[] =>
    Object.keys(type.getFields())
      .filter((field) => !type.getInterfaces().some((each) => field in each.getFields()))
      .filter((field) => ruleOf(type, field) === rule)
      .toSorted();
  const isRoot = (name: string) => name === 'Query' || name === 'Mutation';
  const operations = types.flatMap((type) =>
    isRoot(type.name)
      ? ruleNames.flatMap((rule) =>
          fieldsOf(type, rule).map((field) => `| ${type.name} | \`${field}\` | ${cellsOf(rule)} |`),
        )
      : [],
  );
  const fields = ruleNames.flatMap((rule) => [
    `### ${rules[rule].about}`,
    '',
    ...types.flatMap((type) => {
      const names = isRoot(type.name) ? [] : fieldsOf(type, rule);
      return names.length === 0 ? [] : [`- \`${type.name}\` : ${names.join(', ')}`];
    }),
    '',
  ]);
  return [
    '# Qui peut quoi',
    '',
    '<!-- Écrit à partir du code par `npm run docs`. Ne pas modifier. -->',
    '',
    '« les siens » : pour ses propres territoires ; les autres n’existent pas pour lui, sauf les indicateurs d’un territoire plus large,',
    'tels qu’ils se publient aux partenaires, auxquels les siens se comparent. Un analyste lit de même ceux des territoires plus larges',
    'que ses départements. « masqué » : dans sa portée, et tel que c’est publié : le secret statistique cache les petits effectifs, les',
    'montants de trop peu de bénéficiaires, et ce qui les ferait retrouver (`docs/security.md`). « — » : n’existe pas pour ce rôle, et',
    'une question qui le nomme est refusée comme celle qui nomme un champ inconnu.',
    '',
    'Un partenaire n’a que les jeux de données qu’on lui a donnés. Une question dont un champ est fait d’un autre est refusée',
    '(`DATASET_NOT_GIVEN`) : une réponse sans lui se lirait comme un zéro.',
    '',
    ...header('Ce qui est lu ou fait'),
    ...ruleNames.map((rule) => `| ${rules[rule].about} | ${cellsOf(rule)} |`),
    '',
    '`/loads` et `/templates` suivent « Charger ». `/health`, `/explorer` et `/charger` sont à tous.',
    '',
    '## Opérations',
    '',
    ...header('', 'Opération'),
    ...operations,
    '',
    '## Champs',
    '',
    'Une page d’une liste suit le champ qui y mène. Un type dont rien ne reste à un rôle n’existe pas pour lui.',
    '',
    ...fields,
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}
