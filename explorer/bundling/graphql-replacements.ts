// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are code

import type { Replacements } from './replace-in-packages.ts';

const RULES = 'graphql/validation/rules';

/** What the editor says of a mistake, under the cursor, before the question is asked. */
export const GRAPHQL_REPLACEMENTS: Replacements = {
  [`${RULES}/FieldsOnCorrectTypeRule.mjs`]: {
    '`Cannot query field "${fieldName}" on type "${type.name}".`':
      '`Le champ « ${fieldName} » n’existe pas dans « ${type.name} ».`',
    'to use an inline fragment on': 'un fragment « ... on » pour',
  },
  [`${RULES}/KnownArgumentNamesRule.mjs`]: {
    '`Unknown argument "${argName}" on field "${parentType.name}.${fieldDef.name}".`':
      '`Le champ « ${parentType.name}.${fieldDef.name} » n’a pas d’argument « ${argName} ».`',
  },
  [`${RULES}/ProvidedRequiredArgumentsRule.mjs`]: {
    '`Field "${fieldDef.name}" argument "${argDef.name}" of type "${argTypeStr}" is required, but it was not provided.`':
      '`Le champ « ${fieldDef.name} » a besoin de l’argument « ${argDef.name} » (${argTypeStr}).`',
  },
  [`${RULES}/ScalarLeafsRule.mjs`]: {
    '`Field "${fieldName}" must not have a selection since type "${typeStr}" has no subfields.`':
      '`« ${fieldName} » est une valeur simple (${typeStr}) : pas d’accolades à sa suite.`',
    '`Field "${fieldName}" of type "${typeStr}" must have a selection of subfields. Did you mean "${fieldName} { ... }"?`':
      '`Choisissez des champs de « ${fieldName} » (${typeStr}), entre accolades : ${fieldName} { … }`',
    '`Field "${fieldName}" of type "${typeStr}" must have at least one field selected.`':
      '`Choisissez au moins un champ de « ${fieldName} » (${typeStr}).`',
  },
  [`${RULES}/NoUnusedVariablesRule.mjs`]: {
    '`Variable "$${variableName}" is never used in operation "${operation.name.value}".`':
      '`Le réglage « $${variableName} » ne sert nulle part dans « ${operation.name.value} ».`',
    '`Variable "$${variableName}" is never used.`': '`Le réglage « $${variableName} » ne sert nulle part.`',
  },
  [`${RULES}/NoUndefinedVariablesRule.mjs`]: {
    '`Variable "$${varName}" is not defined by operation "${operation.name.value}".`':
      '`« $${varName} » n’est pas annoncé parmi les réglages de « ${operation.name.value} ».`',
    '`Variable "$${varName}" is not defined.`': '`« $${varName} » n’est pas annoncé parmi les réglages.`',
  },
  [`${RULES}/VariablesInAllowedPositionRule.mjs`]: {
    '`Variable "$${varName}" of type "${varTypeStr}" used in position expecting type "${typeStr}".`':
      '`« $${varName} » est du type ${varTypeStr}, mais le type ${typeStr} est attendu ici.`',
  },
  [`${RULES}/ValuesOfCorrectTypeRule.mjs`]: {
    '`Field "${type.name}.${fieldDef.name}" of required type "${typeStr}" was not provided.`':
      '`« ${type.name} » a besoin de « ${fieldDef.name} » (${typeStr}).`',
    '`Field "${node.name.value}" is not defined by type "${parentType.name}".`':
      '`« ${node.name.value} » n’existe pas dans « ${parentType.name} ».`',
    '`Expected value of type "${typeStr}", found ${print(node)}.`':
      '`Une valeur du type ${typeStr} est attendue, au lieu de ${print(node)}.`',
    '`Expected value of type "${typeStr}", found ${print(node)}; `':
      '`Une valeur du type ${typeStr} est attendue, au lieu de ${print(node)} : `',
  },
  [`${RULES}/KnownTypeNamesRule.mjs`]: {
    '`Unknown type "${typeName}".`': '`Le type « ${typeName} » n’existe pas.`',
  },
  'graphql/jsutils/didYouMean.mjs': {
    "' Did you mean '": "' Vouliez-vous dire '",
    '`"${x}"`': '`« ${x} »`',
    "'?'": "' ?'",
    "' or '": "' ou '",
    "', or '": "' ou '",
  },
  'graphql/type/definition.mjs': {
    "'the enum value'": "'la valeur'",
    '`Enum "${this.name}" cannot represent non-enum value: ${valueStr}.`':
      '`Une valeur de « ${this.name} » est attendue, sans guillemets, au lieu de ${valueStr}.`',
    '`Value "${valueStr}" does not exist in "${this.name}" enum.`':
      '`« ${valueStr} » n’est pas une valeur de « ${this.name} ».`',
  },
  'graphql/type/scalars.mjs': {
    'Int cannot represent non-integer value: ': 'Un nombre entier est attendu, au lieu de ',
    'Float cannot represent non numeric value: ': 'Un nombre est attendu, au lieu de ',
    'String cannot represent a non string value: ': 'Un texte entre guillemets est attendu, au lieu de ',
    'Boolean cannot represent a non boolean value: ': 'true ou false est attendu, au lieu de ',
  },
  'graphql/error/syntaxError.mjs': { 'Syntax Error: ': 'Erreur d’écriture : ' },
  'graphql/language/parser.mjs': {
    '`Expected ${getTokenKindDesc(kind)}, found ${getTokenDesc(token)}.`':
      '`${getTokenKindDesc(kind)} attendu, au lieu de ${getTokenDesc(token)}.`',
    '`Expected "${value}", found ${getTokenDesc(token)}.`':
      '`« ${value} » attendu, au lieu de ${getTokenDesc(token)}.`',
    '`Unexpected ${getTokenDesc(token)}.`': '`${getTokenDesc(token)} n’a pas sa place ici.`',
    'isPunctuatorTokenKind(kind) ? `"${kind}"` : kind':
      'isPunctuatorTokenKind(kind) ? `« ${kind} »` : ({ "<EOF>": "fin du texte", Name: "nom", String: "texte", Int: "nombre", Float: "nombre" }[kind] ?? kind)',
  },
};
