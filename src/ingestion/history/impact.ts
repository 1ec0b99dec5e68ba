import type { SqlEntityManager } from '@mikro-orm/sql';

/** What a load does to one figure of a département; null where the figure is not known. */
export interface Impact {
  readonly departmentId: string;
  /** The figure in French, such as "Subventions réelles 2023". */
  readonly label: string;
  readonly unit: 'EURO' | 'COMMUNE' | 'INHABITANT' | 'ACTION' | 'PERCENT';
  readonly before: number | null;
  readonly after: number | null;
}

/** Figures of the départements that a batch touched, as they stand in the transaction. */
export type Figures = readonly Omit<Impact, 'before' | 'after'>[];

export async function impactOf(
  _em: SqlEntityManager,
  _revision: number,
  _rollBack: () => Promise<void>,
): Promise<Impact[]> {
  return [];
}
