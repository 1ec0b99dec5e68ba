import { Field } from 'type-graphql';

/** What of a measure its field tells. */
interface Told {
  readonly field: string;
  readonly definition: string;
  /** GraphQL type of the field, as `@Field` takes it. */
  readonly type: Parameters<typeof Field>[0];
  readonly nullable?: boolean;
}

/** Gives a row type the field of each declared measure: its name, its type and its description. */
export const MeasureFields =
  (measures: Readonly<Record<string, Told>>): ClassDecorator =>
  ({ prototype }) => {
    for (const { field, type, nullable = false, definition } of Object.values(measures))
      Field(type as () => typeof String, { nullable, description: definition })(prototype, field);
  };
