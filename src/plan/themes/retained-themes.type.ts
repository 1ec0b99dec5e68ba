import { Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Theme } from '../../convention/convention.rules.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';

@ObjectType({ description: 'Une thématique, et ce que les conventions en font.' })
export class RetainedTheme {
  @Field(() => Theme, { description: 'La thématique de la liste nationale, ou OTHER pour les locales.' })
  readonly theme!: Theme;

  @Field(() => [String], { description: 'Pour OTHER : les thématiques locales, dans les mots des sources.' })
  readonly words!: readonly string[];

  @Field(() => Ratio, {
    description: 'Conventions qui la retiennent, sur celles dont au moins une thématique est connue.',
  })
  readonly retained!: Ratio;

  @Field(() => Boolean, { description: 'Vrai si aucune de ces conventions ne la retient.' })
  readonly isNeverRetained!: boolean;

  @Field(() => Ratio, {
    description:
      'Conventions qui la retiennent sans aucune action sur elle, sur celles qui la retiennent et dont le plan a des actions. ' +
      'Une action est sur une thématique si elle la porte, ou si ce qui est au-dessus d’elle dans le plan la porte.',
  })
  readonly withoutAction!: Ratio;

  @Field(() => Int, {
    description:
      'Conventions qui la retiennent et dont le hub ne connaît aucune action : on ne peut pas juger.',
  })
  readonly withoutKnownAction!: number;
}

@ObjectType({
  description:
    'Les thématiques que retiennent les conventions en vigueur à une date qui touchent le territoire.',
})
export class RetainedThemes {
  @Field(() => DateScalar, { description: 'La date.' })
  readonly on!: LocalDate;

  @Field(() => Int, { description: 'Conventions en vigueur.' })
  readonly conventions!: number;

  @Field(() => Int, {
    description: 'Celles dont aucune thématique n’est connue : elles ne sont dans aucun des taux.',
  })
  readonly conventionsWithoutTheme!: number;

  @Field(() => [RetainedTheme], {
    description: 'Toutes les thématiques, de la plus retenue à celles qui ne le sont jamais.',
  })
  readonly themes!: readonly RetainedTheme[];

  @Field(() => Passport, { description: 'Sur quoi tous ces taux reposent.' })
  readonly passport!: Passport;
}
