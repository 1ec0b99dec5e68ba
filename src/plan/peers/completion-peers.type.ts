import { ArgsType, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Theme } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import { PeersArgs, SharePeers } from '../../territory/peers/peers.type.js';
import { CompletionPeerMeasure } from './completion-peers.rules.js';

registerEnumType(CompletionPeerMeasure, {
  name: 'CompletionPeerMeasure',
  description: 'Ce qui se compare de l’avancement entre pairs.',
  valuesConfig: {
    ACTION_RATE: { description: 'Taux de réalisation des actions.' },
    OBJECTIVE_RATE: { description: 'Taux d’objectifs atteints.' },
  },
});

@ObjectType('CompletionPeers', {
  description:
    'Où un taux d’avancement se place parmi ceux des pairs : les territoires du même niveau, ou les conventions en vigueur à la date, de ' +
    'la même strate de population, dans la même zone. Un pair sans taux n’est pas à zéro : il est compté à part, qu’aucun état ' +
    'ne soit connu, qu’il n’ait rien à mesurer ou qu’aucune convention en vigueur ne le touche. Une convention compte entière dans ' +
    'chaque territoire qu’elle touche : deux communes d’une même CTG ont le même taux.',
})
export class CompletionPeers extends SharePeers {
  @Field(() => CompletionPeerMeasure, { description: 'Ce qui est comparé.' })
  readonly measure!: CompletionPeerMeasure;

  @Field(() => String, {
    nullable: true,
    description:
      'Sans comparaison : pourquoi, et quoi demander. Avec ou sans : que les taux sont d’une date à venir.',
  })
  override readonly hint!: string | null;

  @Field(() => Passport, { description: 'Sur quoi le taux repose ; ceux des pairs ont les leurs.' })
  readonly passport!: Passport;
}

@ArgsType()
export class CompletionPeersArgs extends PeersArgs {
  @Field(() => CompletionPeerMeasure, {
    defaultValue: CompletionPeerMeasure.ACTION_RATE,
    description: 'Ce qui se compare ; le taux de réalisation des actions par défaut.',
  })
  readonly measure!: CompletionPeerMeasure;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => [Theme], {
    nullable: true,
    description:
      'Ne garde que ce qui porte au moins une de ces thématiques, chez chacun des pairs ; chacun compte une fois. Une liste vide est ' +
      'refusée.',
  })
  readonly themes?: Theme[] | null;
}
