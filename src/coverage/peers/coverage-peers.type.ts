import { ArgsType, Field, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import { PeersArgs, SharePeers } from '../../territory/peers/peers.type.js';

@ObjectType('CtgCoveragePeers', {
  description:
    'Où la part de population couverte d’un territoire se place parmi celles des pairs : les territoires du même niveau, de la même ' +
    'strate de population, dans la même zone. Un pair qu’aucune convention connue ne touche n’est pas à zéro : il est compté à part ; de ' +
    'même celui dont rien n’est couvert à coup sûr, et dont des conventions ont des dates inconnues ou ne nomment pas toutes leurs ' +
    'communes. Celui dont une partie est couverte et une autre inconnue compte par sa part connue, qui est un minimum : la médiane et ' +
    'les quartiles en sont alors aussi, et le rang peut changer.',
})
export class CtgCoveragePeers extends SharePeers {
  @Field(() => String, {
    nullable: true,
    description:
      'Sans comparaison : pourquoi, et quoi demander. Comparé par une part qui est un minimum : pourquoi.',
  })
  override readonly hint!: string | null;

  @Field(() => Ratio, {
    description:
      'La part du territoire, avec son numérateur et son dénominateur ; « value » est vide s’il n’a pas de valeur à comparer.',
  })
  override readonly share!: Ratio;

  @Field(() => Passport, { description: 'Sur quoi la part repose ; celles des pairs ont les leurs.' })
  readonly passport!: Passport;
}

@ArgsType()
export class CtgCoveragePeersArgs extends PeersArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => CoverageRule, {
    defaultValue: CoverageRule.PERIOD,
    description: 'La règle : par période (par défaut), ou par période et signature.',
  })
  readonly rule!: CoverageRule;
}
