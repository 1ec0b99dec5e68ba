import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { HubError } from '../errors.js';
import { spend } from './budget.js';

export const defaultPageSize = 100;
export const maximumPageSize = 1_000;

/** A sort key: a column of the listed rows and the type to which a cursor's text is cast back. */
export interface SortKey {
  readonly column: string;
  readonly type: 'text' | 'int';
}

/** How a list is sorted, and its name: a cursor of another list is not one of its own. */
export interface ListOrder {
  readonly list: string;
  readonly keys: readonly SortKey[];
}

/** The part of a list that a reader asked for: `first` items after the position of a cursor. */
export interface Page {
  readonly first: number;
  readonly after: Cursor | null;
}

/** Position in a sorted list: the sort keys of the last item seen, unique together. */
export type Cursor = readonly string[];

/** One page of a list, as a query returns it. */
export interface Slice<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Name of the list, which its cursors carry. */
  readonly list: string;
}

/** The text of a position; `readPage` reads it back. */
export const encodeCursor = (list: string, cursor: Cursor): string =>
  Buffer.from(JSON.stringify([list, ...cursor])).toString('base64url');

/** @throws HubError `INVALID_PAGE_SIZE` or `INVALID_CURSOR` */
export function readPage(first: number, after: string | null | undefined, order: ListOrder): Page {
  if (first < 1 || first > maximumPageSize) {
    throw new HubError('INVALID_PAGE_SIZE', { value: first, maximum: maximumPageSize, next: 'after' });
  }
  return { first, after: after == null ? null : decodeCursor(after, order) };
}

function decodeCursor(text: string, { list, keys }: ListOrder): Cursor {
  const value = parseJson(Buffer.from(text, 'base64url').toString());
  const [of, ...position] = Array.isArray(value) ? value : [];
  const isCursor =
    of === list &&
    position.length === keys.length &&
    position.every((each, index) => typeof each === 'string' && isKeyValue(each, keys[index]));
  if (!isCursor) throw new HubError('INVALID_CURSOR', { value: text.slice(0, 40) });
  return position;
}

const isKeyValue = (text: string, key: SortKey | undefined): boolean =>
  key?.type === 'int' ? /^-?\d{1,9}$/.test(text) : text.isWellFormed() && !text.includes('\0');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

@ObjectType({ description: 'Où s’arrête la page, et s’il y a une suite.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Vrai s’il reste des éléments après cette page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Vrai si la page ne commence pas au début de la liste.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Position du premier élément de la page.' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'À passer à « after » pour obtenir la page suivante.' })
  readonly endCursor!: string | null;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

/** A Relay connection of `T`. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly pageInfo: PageInfo;
}

/** Makes the connection type of a node type. `name` is the English type name, `ofThem` the French words after « une liste ». */
export function connectionOf<T extends object>(node: () => ClassType<T>, name: string, ofThem: string) {
  @ObjectType(`${name}Edge`, { description: `Un élément d’une liste ${ofThem}.` })
  class EdgeType {
    @Field(node, { description: 'L’élément.' })
    readonly node!: T;

    @Field(() => String, { description: 'Sa position dans la liste.' })
    readonly cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `Une page d’une liste ${ofThem}.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'Les éléments de la page, chacun avec sa position.' })
    readonly edges!: EdgeType[];

    @Field(() => [node()], { description: 'Les éléments de la page, sans leur position.' })
    readonly nodes!: T[];

    @Field(() => Int, { description: 'Nombre d’éléments de la liste entière, toutes pages confondues.' })
    readonly totalCount!: number;

    @Field(() => PageInfo, { description: 'Où s’arrête la page, et s’il y a une suite.' })
    readonly pageInfo!: PageInfo;
  }
  return ConnectionType;
}

/** Dresses a slice as a connection; `cursor` gives the sort keys of an item. Most readers ask for nodes, and no cursor is made then. */
export function connect<T>(context: object, slice: Slice<T>, cursor: (item: T) => Cursor): Connection<T> {
  spend(context, slice.items.length);
  return new SliceConnection(slice, cursor);
}

class SliceConnection<T> implements Connection<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;

  constructor(
    private readonly slice: Slice<T>,
    private readonly cursor: (item: T) => Cursor,
  ) {
    this.nodes = slice.items;
    this.totalCount = slice.totalCount;
  }

  get edges(): readonly Edge<T>[] {
    return this.nodes.map((node) => ({ node, cursor: this.#cursorOf(node) }));
  }

  get pageInfo(): PageInfo {
    const [first, last] = [this.nodes[0], this.nodes.at(-1)];
    return {
      hasNextPage: this.slice.hasNextPage,
      hasPreviousPage: this.slice.hasPreviousPage,
      startCursor: first === undefined ? null : this.#cursorOf(first),
      endCursor: last === undefined ? null : this.#cursorOf(last),
    };
  }

  #cursorOf(item: T): string {
    return encodeCursor(this.slice.list, this.cursor(item));
  }
}

/** The first page of a list that is there whole, in its order. */
export const firstOf = <T>(list: string, all: readonly T[], first: number): Slice<T> => ({
  items: all.slice(0, first),
  totalCount: all.length,
  hasNextPage: all.length > first,
  hasPreviousPage: false,
  list,
});

export const emptySlice = <T>(): Slice<T> => ({
  items: [],
  totalCount: 0,
  hasNextPage: false,
  hasPreviousPage: false,
  list: '',
});
