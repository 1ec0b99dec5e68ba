import type { SqlEntityManager } from '@mikro-orm/sql';
import { today } from '../../calendar.js';
import { country } from '../../territory/territory.rules.js';
import type { LoadRequest } from '../load-request.js';
import { territoryNames } from './changes.sql.js';
import { type Figure, type FigureQuestion, figuresOf } from './figures.js';
import { broughtBy, departmentsTouched, touchesConventions } from './touched.sql.js';

/** What a figure of a rehearsal counts. */
export type ImpactUnit =
  | 'EURO'
  | 'COMMUNE'
  | 'INHABITANT'
  | 'CONVENTION'
  | 'ACTION'
  | 'OBJECTIVE'
  | 'PERCENT';

/** What a load does to one figure of a territory; null where the figure is not known. Euros are whole cents. */
export interface Impact {
  readonly territoryId: string;
  /** With its code: « Maine-et-Loire (49) ». */
  readonly territoryName: string;
  /** The figure in French, such as "Subventions réelles 2023". */
  readonly label: string;
  readonly unit: ImpactUnit;
  readonly before: number | null;
  readonly after: number | null;
}

/** Départements that a rehearsal compares one by one; more of them are compared as the country. */
const maximumDepartments = 20;

/**
 * What a batch that has just landed, and will not be kept, does to the figures of the départements that it touches: only
 * those that differ. Whoever does not see all of a département is told of the territory that the load is limited to.
 *
 * @param rollBack takes the transaction back to before the batch
 */
export async function impactOf(
  em: SqlEntityManager,
  revision: number,
  request: Pick<LoadRequest, 'owner' | 'within'>,
  rollBack: () => Promise<void>,
): Promise<Impact[]> {
  const question = await questionOf(em, revision, request);
  const after = await figuresOf(em, question);
  await rollBack();
  const before = new Map((await figuresOf(em, question)).map((figure) => [keyOf(figure), figure.value]));
  const names = await territoryNames(em, question.territoryIds);
  return after
    .map(({ value, ...figure }) => ({
      ...figure,
      territoryName: names.get(figure.territoryId) ?? country.name,
      before: before.get(keyOf(figure)) ?? null,
      after: value,
    }))
    .filter((impact) => impact.before !== impact.after);
}

const keyOf = ({ territoryId, label }: Pick<Figure, 'territoryId' | 'label'>) => `${territoryId} ${label}`;

async function questionOf(
  em: SqlEntityManager,
  revision: number,
  { owner, within }: Pick<LoadRequest, 'owner' | 'within'>,
): Promise<FigureQuestion> {
  return {
    territoryIds: owner && within ? [within] : await placesTouched(em, revision),
    brought: await broughtBy(em, revision, Number(today().slice(0, 4))),
    withConventions: await touchesConventions(em, revision),
  };
}

async function placesTouched(em: SqlEntityManager, revision: number): Promise<readonly string[]> {
  const departments = await departmentsTouched(em, revision);
  return departments.length > maximumDepartments ? [country.id] : departments;
}
