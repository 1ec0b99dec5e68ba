import { Field, ObjectType } from 'type-graphql';
import { DatasetName } from '../provenance/dataset-name.js';

@ObjectType({
  description:
    'De quoi un chiffre est fait : de tout ce que le hub contient, ou de ce que l’accès de qui demande en montre. Deux accès peuvent ' +
    'lire deux chiffres justes de la même chose.',
})
export class FigureReach {
  @Field(() => Boolean, {
    description:
      'Vrai si l’accès se limite à des territoires : le chiffre d’un territoire plus large, la France ou un EPCI à cheval, ne compte ' +
      'que ce qui en est vu. Une valeur que sa source donne d’un territoire plus large reste la sienne : « note » le dit.',
  })
  readonly isLimited!: boolean;

  @Field(() => String, { description: 'La même chose en une phrase, à citer avec le chiffre.' })
  readonly note!: string;

  @Field(() => [DatasetName], {
    description: 'Les jeux de données auxquels l’accès se limite ; vide s’il ne s’y limite pas.',
  })
  readonly datasets!: readonly string[];

  /** Keys of the territories. */
  readonly territoryIds!: readonly string[];
}
