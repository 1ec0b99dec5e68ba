import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Ratio } from '../../graphql/ratio.type.js';
import '../population-band.enums.js';
import { PopulationBand } from '../population-band.rules.js';
import './peers.enums.js';
import { PeerArea, PeerState } from './peers.rules.js';

/** What every comparison of a share with those of peers says. */
@ObjectType()
export abstract class SharePeers {
  @Field(() => PopulationBand, {
    nullable: true,
    description:
      'Strate des pairs, de la population du territoire ou du périmètre ; vide si elle n’est pas demandée, et pour un département ou une région, ' +
      'comparés à tous.',
  })
  readonly populationBand!: PopulationBand | null;

  @Field(() => PeerState, { description: 'S’il y a une comparaison, et sinon pourquoi.' })
  readonly state!: PeerState;

  @Field(() => String, { nullable: true, description: 'Sans comparaison : pourquoi, et quoi demander.' })
  readonly hint!: string | null;

  @Field(() => Ratio, { description: 'La part du territoire, avec son numérateur et son dénominateur.' })
  readonly share!: Ratio;

  @Field(() => Int, { description: 'Pairs qui ont une valeur, lui compris : le « n » de tout ce qui suit.' })
  readonly peers!: number;

  @Field(() => Int, {
    description:
      'Pairs sans valeur, laissés de côté et jamais comptés à zéro : le hub n’en sait rien, ou il n’y a chez eux rien à mesurer.',
  })
  readonly withoutValue!: number;

  @Field(() => Float, { nullable: true, description: 'Premier quartile, de 0 à 1.' })
  readonly lowerQuartile!: number | null;

  @Field(() => Float, { nullable: true, description: 'Médiane, de 0 à 1.' })
  readonly median!: number | null;

  @Field(() => Float, { nullable: true, description: 'Troisième quartile, de 0 à 1.' })
  readonly upperQuartile!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Rang sur « peers », de la plus grande part : 1 ; à égalité, le même.',
  })
  readonly rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Quart des pairs où il se place, de 1 (le plus bas) à 4 (le plus haut).',
  })
  readonly quarter!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Part rapportée à la médiane : 1 s’il est à la médiane.',
  })
  readonly ratioToMedian!: number | null;
}

/** Where peers are looked for. */
@ArgsType()
export class PeersArgs {
  @Field(() => PeerArea, {
    nullable: true,
    description:
      'Où les pairs se cherchent ; par défaut, le département pour une commune, un EPCI ou une convention, la France entière pour un département ou ' +
      'une région.',
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
