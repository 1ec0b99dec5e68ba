import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { isRuled, type RuledType, ruleOf } from '../access/matrix/matrix.rules.js';
import { fragmentsOf } from '../graphql/fragments.js';
import { perVariables } from '../graphql/per-variables.js';
import { ArgumentWords } from './argument-words.js';
import { type Asked, askedOf } from './asked.js';
import { JournalKind } from './journal.rules.js';

type Values = Readonly<Record<string, unknown>>;

const listedFields = 60;
const longestField = 300;
/** Of all the fields of a question together. Of a mutation each is an act, and told as far as there is room for its fields. */
const longestQuestion = 2_000;
const listedTerritories = 200;
const longestOperation = 100;
/** Of a page of a list: the list says it all. */
const wrappers: ReadonlySet<string> = new Set(['nodes', 'edges', 'node', 'pageInfo', '__typename']);

/**
 * Tells what an operation asks: the fields that hold others, which every figure does, with their arguments; single values only where
 * they may name a person. Of a mutation no text is told that its author was free to write.
 */
export function describeOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): Asked {
  return described(operation, variables, () => describe(schema, document, operation, variables));
}

const described = perVariables<Asked>();

function describe(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
): Asked {
  const root = schema.getRootType(operation.operation);
  const telling = new Telling(schema, document, operation, variables);
  if (root) telling.tell(root, operation.selectionSet, '');
  const { kind, words, readsContacts } = telling;
  const longest = operation.operation === 'mutation' ? Number.POSITIVE_INFINITY : longestQuestion;
  const fields = firstOf([...telling.fields], longest);
  return askedOf(kind, {
    operation: operation.name?.value.slice(0, longestOperation) ?? null,
    fields,
    more: telling.fields.size - fields.length,
    territories: [...words.territories].slice(0, listedTerritories).toSorted(),
    readsContacts,
  });
}

/** As many as there is room for. */
function firstOf(fields: readonly string[], longest: number): string[] {
  let length = 0;
  const tooMany = fields.findIndex((field, position) => {
    length += field.length;
    return position === listedFields || length > longest;
  });
  return fields.slice(0, tooMany === -1 ? fields.length : tooMany);
}

/** One operation that is being told. */
class Telling {
  readonly fields = new Set<string>();
  readonly words: ArgumentWords;
  kind = JournalKind.READ;
  readsContacts = false;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #values: Values;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Values,
  ) {
    this.words = new ArgumentWords(operation.operation === 'mutation');
    this.#values = { ...defaultsOf(operation), ...variables };
    this.#fragments = fragmentsOf(document);
  }

  tell(type: RuledType, { selections }: SelectionSetNode, path: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        this.#tellField(type, selection, path);
        continue;
      }
      const part =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      const narrower = this.schema.getType(part?.typeCondition?.name.value ?? type.name);
      if (part && narrower && isRuled(narrower)) this.tell(narrower, part.selectionSet, path);
    }
  }

  #tellField(type: RuledType, node: FieldNode, path: string): void {
    const { value: name } = node.name;
    const field = type.getFields()[name];
    // A field that describes the API is of no type of its own.
    if (!field) {
      if (path === '' && !wrappers.has(name)) this.fields.add(name);
      return;
    }
    const rule = ruleOf(type, name);
    if (rule === 'CONTACT') this.readsContacts = true;
    if (path === '') this.#noteKind(type.name === 'Mutation', rule);
    const below = wrappers.has(name) ? path : `${path === '' ? '' : `${path}.`}${name}`;
    const told = this.#argumentsOf(field, node);
    const isListed = path === '' || node.selectionSet !== undefined || rule === 'CONTACT';
    if (isListed && !wrappers.has(name)) this.fields.add(`${below}${told}`.slice(0, longestField));
    const held = getNamedType(field.type);
    if (node.selectionSet && isRuled(held)) this.tell(held, node.selectionSet, below);
  }

  /** The gravest of what an operation does. */
  #noteKind(isMutation: boolean, rule: string | null): void {
    if (!isMutation) {
      if (rule === 'ROW' && this.kind === JournalKind.READ) this.kind = JournalKind.EXPORT;
    } else if (rule !== 'LOADING') this.kind = JournalKind.ADMINISTRATION;
    else if (this.kind !== JournalKind.ADMINISTRATION) this.kind = JournalKind.LOAD;
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): string {
    const held = getNamedType(field.type).name;
    if (held === 'Country') this.words.noteCountry();
    const told = (node.arguments ?? []).flatMap(({ name: { value: name }, value: given }) => {
      const type = field.args.find((each) => each.name === name)?.type;
      const value = valueFromASTUntyped(given, this.#values);
      if (!type || value === undefined) return [];
      if (name === 'code') this.words.noteCode(held, value);
      return [this.words.tell(name, value, type)];
    });
    return told.length === 0 ? '' : `(${told.join(', ')})`;
  }
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Values =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
