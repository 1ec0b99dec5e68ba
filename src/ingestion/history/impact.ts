import type { SqlEntityManager } from '@mikro-orm/sql';

/** What a figure of a rehearsal counts. */
export type ImpactUnit = 'EURO' | 'COMMUNE' | 'INHABITANT' | 'ACTION' | 'OBJECTIVE' | 'PERCENT';

/** What a load does to one figure of a territory; null where the figure is not known. Euros are whole cents. */
export interface Impact {
  readonly territoryId: string;
  readonly territoryName: string;
  /** The figure in French, such as "Subventions réelles 2023". */
  readonly label: string;
  readonly unit: ImpactUnit;
  readonly before: number | null;
  readonly after: number | null;
}

export async function impactOf(
  _em: SqlEntityManager,
  _revision: number,
  _rollBack: () => Promise<void>,
): Promise<Impact[]> {
  return [];
}
