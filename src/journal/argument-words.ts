import { type GraphQLInputType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import { withoutSecrets } from '../privacy/personal-text.rules.js';
import { country, TerritoryKind, territoryId } from '../territory/territory.rules.js';

const longestText = 100;
/** What is looked at of a text, for whoever writes a long one; and of its end what may be a secret that was cut. */
const lookedAt = 1_000;
const cutSecret = 200;
const listedElements = 20;
const unsaid = '…';

/** Where the reader of a list is in it: a cursor holds values of rows. */
const positions: ReadonlySet<string> = new Set(['after']);
/** Texts of a mutation that say what it is about, and that nobody writes freely. */
const telling: ReadonlySet<string> = new Set(['id', 'code', 'reference', 'name']);
/** Scalars that hold no free text. */
const plain: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean', 'Date', 'DateTime']);

const kinds: ReadonlySet<string> = new Set(Object.values(TerritoryKind));

/**
 * Tells the values of arguments as they would be typed, without secrets, and notes the territories that they name. Of a mutation
 * only what is no free text is told: rows that are written, addresses and comments are not.
 */
export class ArgumentWords {
  readonly territories = new Set<string>();

  constructor(private readonly isMutation: boolean) {}

  tell(name: string, value: unknown, type: GraphQLInputType): string {
    return `${name}: ${positions.has(name) ? unsaid : this.#value(name, value, type)}`;
  }

  /** A territory whose level is told by the field that it is an argument of. */
  noteCode(typeName: string, code: unknown): void {
    const kind = typeName.toUpperCase();
    if (typeof code === 'string' && kinds.has(kind)) this.#note(kind as TerritoryKind, code);
  }

  noteCountry(): void {
    this.territories.add(country.id);
  }

  #note(kind: TerritoryKind, code: string): void {
    if (/^\w{1,9}$/.test(code)) this.territories.add(territoryId(kind, code.toUpperCase()));
  }

  #value(name: string, value: unknown, given: GraphQLInputType): string {
    const type = getNullableType(given);
    if (value === null || value === undefined) return 'null';
    if (isListType(type)) return this.#list(name, Array.isArray(value) ? value : [value], type.ofType);
    if (isInputObjectType(type)) return this.#object(type.name, value, type.getFields());
    if (isEnumType(type)) return short(String(value));
    if (name === 'department') this.noteCode('Department', value);
    if (plain.has(type.name)) return typeof value === 'string' ? quoted(value) : short(String(value));
    if (this.isMutation && !telling.has(name)) return unsaid;
    return quoted(String(value));
  }

  #list(name: string, values: readonly unknown[], type: GraphQLInputType): string {
    const isRows = this.isMutation && isInputObjectType(getNullableType(type)) && name !== 'territories';
    if (isRows) return `[${values.length}]`;
    const told = values.slice(0, listedElements).map((each) => this.#value(name, each, type));
    const rest = values.length - told.length;
    return `[${told.join(', ')}${rest > 0 ? `, ${unsaid} ${rest}` : ''}]`;
  }

  #object(
    typeName: string,
    value: unknown,
    fields: Readonly<Record<string, { readonly type: GraphQLInputType }>>,
  ): string {
    if (typeof value !== 'object' || value === null) return unsaid;
    const { kind, code } = value as { kind?: unknown; code?: unknown };
    if (typeName === 'TerritoryRef') this.noteCode(String(kind), code);
    const told = Object.entries(value).flatMap(([field, each]) => {
      const type = fields[field]?.type;
      return type && each !== undefined ? [this.tell(field, each, type)] : [];
    });
    return `{${told.join(', ')}}`;
  }
}

const short = (text: string): string => text.slice(0, longestText).replace(/[^\w.+-]/g, unsaid);
const quoted = (text: string): string => {
  const told = withoutSecrets(text.slice(0, lookedAt));
  const sure = text.length > lookedAt ? Math.max(0, told.length - cutSecret) : told.length;
  const shown = Math.min(longestText, sure);
  return JSON.stringify(shown < told.length ? `${told.slice(0, shown)}${unsaid}` : told);
};
