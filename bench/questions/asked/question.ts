/** What the ten questions are about. */
export interface Subject {
  readonly department: string;
  /** Day of coverage, and days of its series. */
  readonly coveredOn: string;
  readonly coveredYears: { readonly first: number; readonly last: number };
  /** Day of completion. */
  readonly completedOn: string;
  readonly fiscalYear: number;
  readonly fiscalYears: readonly number[];
  /** Reference of the convention whose plan is asked. */
  readonly convention: string;
}

// Data of an answer, whose shape the document says.
// biome-ignore lint/suspicious/noExplicitAny: an answer is compared with the two others, which tells what a type would not.
export type Data = any;

/** A question as a GraphQL document, and what its answer says in the shape that all three share. */
export interface Asked {
  readonly document: string;
  readonly variables: (subject: Subject) => Record<string, unknown>;
  readonly answer: (data: Data) => unknown;
}

/** A question as one statement that answers in the shared shape. */
export interface Stated {
  readonly text: string;
  readonly values: (subject: Subject) => readonly unknown[];
}

export interface Question {
  readonly number: number;
  readonly title: string;
  /** Is it about one département, whose answer is the same whatever else the base holds? */
  readonly isLocal: boolean;
  readonly hub: Asked;
  readonly postgraphile: Asked;
  readonly sql: Stated;
}

export const departmentId = ({ department }: Subject): string => `department:${department}`;

/** The code of a territory's key. */
export const codeOf = (id: string | null): string | null => id?.slice(id.indexOf(':') + 1) ?? null;

/** Whole cents of an amount in euros. */
export const centsOf = (euros: number | null): number | null =>
  euros === null ? null : Math.round(euros * 100);

/** Sorts by a key, so that answers in other orders compare; for lists whose order is not asked. */
export const sortedBy = <T>(list: readonly T[], key: (item: T) => string): T[] =>
  list.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
