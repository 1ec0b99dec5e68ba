import { Field, InputType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { DateScalar } from './scalars.js';
import { SeriesStep } from './series.rules.js';

registerEnumType(SeriesStep, {
  name: 'SeriesStep',
  description: 'Le pas d’une série.',
  valuesConfig: {
    MONTH: { description: 'Le dernier jour de chaque mois.' },
    YEAR: { description: 'Le 31 décembre de chaque année.' },
  },
});

@InputType({ description: 'Une série de dates, bornes comprises.' })
export class SeriesInput {
  @Field(() => DateScalar, { description: 'Pas avant cette date.' })
  readonly from!: LocalDate;

  @Field(() => DateScalar, { description: 'Pas après cette date.' })
  readonly to!: LocalDate;

  @Field(() => SeriesStep, {
    defaultValue: SeriesStep.MONTH,
    description: 'Le pas ; le mois par défaut.',
  })
  readonly step!: SeriesStep;
}
