import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { HubError } from '../errors.js';
import { type DatasetName, datasetLabels } from '../provenance/dataset-name.js';
import type { Viewer } from '../viewer.js';
import { datasetsOf, expectedFrom } from './matrix/dataset.rules.js';

/** A field, and the kinds of files that it is made of. */
export interface Need {
  readonly field: string;
  readonly datasets: readonly DatasetName[];
}

type Given = Pick<Viewer, 'datasets'>;

/** Was a viewer given all of some kinds of files? */
export const isGiven = ({ datasets }: Given, needed: readonly DatasetName[]): boolean =>
  needed.every((each) => datasets?.includes(each) ?? true);

/**
 * Refuses what is made of files of which a viewer is shown nothing: they know what they were given, and an answer without it would read as
 * a zero.
 *
 * @throws HubError `DATASET_NOT_GIVEN`
 */
export function assertGiven(viewer: Given, needs: readonly Need[]): void {
  const lacking = needs.find(({ datasets }) => !isGiven(viewer, datasets));
  if (lacking === undefined) return;
  const missing = lacking.datasets.filter((each) => !isGiven(viewer, [each]));
  throw new HubError('DATASET_NOT_GIVEN', {
    field: lacking.field,
    datasets: missing.map((each) => datasetLabels[each]),
  });
}

/** What is expected is made of the files that are asked for; those that a variable names are known when it is answered. */
function expectedOf(given: readonly ArgumentNode[]): readonly DatasetName[] {
  const asked = given.find(({ name }) => name.value === 'dataset')?.value;
  return asked?.kind === Kind.ENUM ? expectedFrom(asked.value as DatasetName) : [];
}

const known = new WeakMap<OperationDefinitionNode, readonly Need[]>();

/** What an operation of a valid document is made of, its fragments included. */
export function needsOf(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Need[] {
  const before = known.get(operation);
  if (before) return before;
  const needs: Need[] = [];
  const typeInfo = new TypeInfo(schema);
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  visit(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    visitWithTypeInfo(typeInfo, {
      Field: ({ name: { value: field }, arguments: given = [] }) => {
        const type = typeInfo.getParentType();
        if (!isObjectType(type) && !isInterfaceType(type)) return;
        const datasets = field === 'completeness' ? expectedOf(given) : datasetsOf(type, field);
        if (datasets.length > 0) needs.push({ field, datasets });
      },
    }),
  );
  known.set(operation, needs);
  return needs;
}
