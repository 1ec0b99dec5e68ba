import { Field, Int, ObjectType } from 'type-graphql';
import { ValueState } from '../../provenance/provenance.type.js';

@ObjectType({
  description:
    'Ce qui a changé dans le périmètre entre une convention et celle à laquelle elle succède : de la veille de son début (ou de ' +
    'la fin de la précédente, si elle vient avant) à son début. Les avenants qui suivent n’y sont pas.',
})
export class PerimeterChange {
  @Field(() => ValueState, {
    description: 'REPORTED ; NOT_REPORTED si la source de l’une des deux ne donne pas toutes ses communes.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Pourquoi le changement est inconnu.' })
  readonly hint!: string | null;

  @Field(() => Int, { nullable: true, description: 'Nombre de communes entrées ; vide si c’est inconnu.' })
  readonly joinedCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nombre de communes sorties ; vide si c’est inconnu.' })
  readonly leftCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nombre de communes restées ; vide si c’est inconnu.' })
  readonly keptCount!: number | null;
}
