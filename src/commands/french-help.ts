import type { Command } from 'commander';
import { ownName } from './own-name.js';

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options communes :',
  'Commands:': 'Commandes :',
};

/** What commander says of a wrong command line, and what a French reader is told instead. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.+)'/, 'Il manque « $1 ».'],
  [/^error: option '(.+)' argument missing/, 'L’option $1 demande une valeur.'],
  [/^error: required option '(.+)' not specified/, 'L’option $1 est obligatoire.'],
  [/^error: unknown option '(.+?)'/, 'Option inconnue : $1.'],
  [/^error: unknown command '(.+?)'/, 'Commande inconnue : $1.'],
  [
    /^error: too many arguments.*?: (.+)\.\s*$/s,
    'De trop, ou mal découpé : $1. Un nom qui contient des espaces s’écrit entre guillemets.',
  ],
  [/^error: option '(.+)' cannot be used with option '(.+)'/, 'Les options $1 et $2 ne vont pas ensemble.'],
];

/** Commander has no language setting: its titles and refusals are replaced as they are written. */
export function speakFrench(program: Command): Command {
  return program
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('aide [commande]', 'affiche l’aide d’une commande')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ outputError: (text, write) => write(inFrench(text)) })
    .showHelpAfterError(`« ${ownName} aide » dit ce qui existe.`);
}

export function inFrench(text: string): string {
  const [, near] = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(text) ?? [];
  const hint = near ? ` Vouliez-vous dire ${near.replaceAll(', ', ' ou ')} ?` : '';
  for (const [pattern, words] of refusals) {
    const found = pattern.exec(text);
    if (found) return `${words.replaceAll(/\$(\d)/g, (_all, rank) => found[rank] ?? '')}${hint}\n`;
  }
  return text;
}
