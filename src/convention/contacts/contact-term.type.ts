import { Field, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.js';

@ObjectType({
  description:
    'Jusqu’à quand le hub garde les textes d’une convention où une personne peut être nommée : pilotes, commentaires, remarques. Les ' +
    'chiffres restent.',
})
export class ContactTerm {
  @Field(() => DateScalar, {
    description:
      'Le dernier jour où ils sont gardés : la fin de la convention, avenants compris, et le temps que le hub se donne (douze mois par défaut). ' +
      'Sans fin connue, cinq ans comptent à partir du début, de la signature, ou à défaut du chargement.',
  })
  readonly keptUntil!: LocalDate;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Quand il y en a eu à effacer pour la dernière fois ; vide si rien n’a été effacé.',
  })
  readonly purgedAt!: string | null;
}
