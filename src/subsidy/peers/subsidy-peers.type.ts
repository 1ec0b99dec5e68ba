import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EuroScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import '../../territory/peers/peers.enums.js';
import { PeerArea, PeerState } from '../../territory/peers/peers.rules.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import '../child-ages.enums.js';
import { ChildAges } from '../child-ages.rules.js';
import { SubsidyArgs } from '../subsidy.type.js';
import { PeerMeasure } from './subsidy-peers.rules.js';

registerEnumType(PeerMeasure, {
  name: 'PeerMeasure',
  description: 'Ce qui se compare entre pairs.',
  valuesConfig: {
    PER_INHABITANT: { description: 'Euros par habitant.' },
    PER_CHILD: { description: 'Euros par enfant, de l’âge que dit « childAges ».' },
  },
});

@ObjectType('SubsidyPeers', {
  description:
    'Où un montant se place parmi ceux des pairs : les territoires du même niveau (ou les conventions dont l’exercice est dans la ' +
    'période), de la même strate de population, dans la même zone. Un pair sans valeur n’est pas zéro : il est compté à part.',
})
export class SubsidyPeers {
  @Field(() => PeerMeasure, { description: 'Ce qui est comparé.' })
  readonly measure!: PeerMeasure;

  @Field(() => ChildAges, { nullable: true, description: 'Les enfants, pour un montant par enfant.' })
  readonly ages!: ChildAges | null;

  @Field(() => PopulationBand, {
    nullable: true,
    description:
      'Strate des pairs, de la population du territoire ou du périmètre ; vide si elle n’est pas demandée, et pour un département ou ' +
      'une région, comparés à tous.',
  })
  readonly populationBand!: PopulationBand | null;

  @Field(() => PeerState, { description: 'S’il y a une comparaison, et sinon pourquoi.' })
  readonly state!: PeerState;

  @Field(() => String, {
    nullable: true,
    description:
      'Sans comparaison : pourquoi, et quoi demander. Avec : de combien de pairs le montant est partiel, et s’il l’est du sien.',
  })
  readonly hint!: string | null;

  @Field(() => Float, { nullable: true, description: 'La valeur, en euros ; vide si elle est inconnue.' })
  readonly value!: number | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Numérateur : le montant.' })
  readonly amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Dénominateur : habitants, ou enfants.' })
  readonly denominator!: number | null;

  @Field(() => Int, { nullable: true, description: 'Année du nombre d’enfants ; vide pour des habitants.' })
  readonly denominatorYear!: number | null;

  @Field(() => Int, { description: 'Pairs qui ont une valeur, lui compris : le « n » de tout ce qui suit.' })
  readonly peers!: number;

  @Field(() => Int, {
    description:
      'Pairs sans valeur, laissés de côté et jamais comptés à zéro : ils n’ont rien communiqué ou, par enfant, leurs enfants ne sont pas ' +
      'tous connus, ou ils n’en ont aucun.',
  })
  readonly withoutValue!: number;

  @Field(() => Int, {
    description:
      'Pairs, parmi « peers », dont le montant est partiel : une de leurs communes au moins n’en a pas à elle, pour cet exercice, cette ' +
      'nature et ces filtres. Ils comptent tels quels dans la médiane et le rang ; l’argent propre d’un EPCI n’est d’aucune commune.',
  })
  readonly withPartialValue!: number;

  @Field(() => Float, { nullable: true, description: 'Premier quartile.' })
  readonly lowerQuartile!: number | null;

  @Field(() => Float, { nullable: true, description: 'Médiane.' })
  readonly median!: number | null;

  @Field(() => Float, { nullable: true, description: 'Troisième quartile.' })
  readonly upperQuartile!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rang sur « peers », de la plus grande valeur : 1 ; à égalité, le même.',
  })
  readonly rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Quart des pairs où il se place, de 1 (le plus bas) à 4 (le plus haut).',
  })
  readonly quarter!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Valeur rapportée à la médiane : 1 s’il est à la médiane.',
  })
  readonly ratioToMedian!: number | null;

  @Field(() => Passport, { description: 'Sur quoi la valeur repose ; celles des pairs ont les leurs.' })
  readonly passport!: Passport;
}

@ArgsType()
export class SubsidyPeersArgs extends SubsidyArgs {
  @Field(() => PeerMeasure, {
    defaultValue: PeerMeasure.PER_INHABITANT,
    description: 'Ce qui se compare ; par habitant par défaut.',
  })
  readonly measure!: PeerMeasure;

  @Field(() => ChildAges, {
    defaultValue: ChildAges.BY_SECTOR,
    description:
      'Les enfants, pour un montant par enfant : selon le secteur par défaut, et alors un seul dans « sectors ».',
  })
  readonly childAges!: ChildAges;

  @Field(() => PeerArea, {
    nullable: true,
    description:
      'Où les pairs se cherchent ; par défaut, le département pour une commune, un EPCI ou une convention, la France entière pour un ' +
      'département ou une région.',
  })
  readonly among?: PeerArea | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Faux pour comparer à toutes les tailles, et non à la même strate de population ; sans effet pour un département ou une région, ' +
      'comparés à tous.',
  })
  readonly sameBand!: boolean;
}
