import type { Context } from '../graphql/context.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { passport } from '../provenance/passport.js';
import { PassportUnit } from '../provenance/provenance.type.js';
import { directionSentence } from './need.rules.js';
import type { NeedQuestion, NeedRow } from './need-and-spending.sql.js';

const definition =
  'Le dernier indicateur connu à la fin de l’exercice, et les montants de l’exercice par enfant, de chaque territoire comparé. ' +
  'Attendu : ces territoires. Communiqué : ceux dont la paire est complète, les seuls dans les corrélations. Lacune : toutes les ' +
  'communes d’une de ces paires n’ont pas communiqué de montant. Les dates sont celles de tous les montants de l’exercice.';

/** The passport of a comparison of territories. @param complete the territories that are in the correlations */
export function needPassport(
  context: Context,
  { withinId, fiscalYear, nature, need, direction }: NeedQuestion,
  found: readonly NeedRow[],
  complete: ReadonlySet<string>,
) {
  const compared = found.filter(({ id }) => complete.has(id));
  const peopleOf = (those: readonly NeedRow[]) => those.reduce((sum, { population }) => sum + population, 0);
  const times = (name: 'oldestInputAt' | 'freshestInputAt') =>
    compared.flatMap((row) => (row[name] === null ? [] : [new Date(row[name]).toISOString()])).toSorted();
  return passport(context, {
    scope: { kind: 'territory', id: withinId, dataset: DatasetName.SUBSIDIES, fiscalYear, on: null, nature },
    unit: PassportUnit.TERRITORY,
    expected: found.length,
    reported: compared.length,
    expectedPopulation: peopleOf(found),
    reportedPopulation: peopleOf(compared),
    oldestInputAt: times('oldestInputAt')[0] ?? null,
    freshestInputAt: times('freshestInputAt').at(-1) ?? null,
    demonstration: compared.some((row) => row.demonstration === true),
    hasGaps: compared.some(({ communes, communesPaid }) => communesPaid < communes),
    definition: `${definition} ${directionSentence(need, direction)}`,
  });
}
