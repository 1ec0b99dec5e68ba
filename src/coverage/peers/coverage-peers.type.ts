import { ArgsType, Field, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import { PeersArgs, SharePeers } from '../../territory/peers/peers.type.js';

@ObjectType('CtgCoveragePeers', {
  description:
    'Où la part de population couverte d’un territoire se place parmi celles des pairs : les territoires du même niveau, de la même ' +
    'strate de population, dans la même zone. Un pair qu’aucune convention connue ne touche n’est pas à zéro : il est compté à part.',
})
export class CtgCoveragePeers extends SharePeers {
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
