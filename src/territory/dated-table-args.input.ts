import { ArgsType, Field } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { DateScalar } from '../graphql/scalars.js';
import { SeriesInput } from '../graphql/series.input.js';
import { TableArgs } from './table-args.input.js';

/** What a table of states on dates asks besides: on which dates, and whether each is beside the one before. */
@ArgsType()
export class DatedTableArgs extends TableArgs {
  @Field(() => [DateScalar], {
    nullable: true,
    description:
      'Dates, 60 au plus ; aujourd’hui (heure de Paris) par défaut, et jamais aucune. Plusieurs demandent la dimension DATE.',
  })
  readonly on?: LocalDate[] | null;

  @Field(() => SeriesInput, {
    nullable: true,
    description: 'Une série de dates au lieu de « on », 60 au plus. Elle demande la dimension DATE.',
  })
  readonly between?: SeriesInput | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Vrai pour comparer chaque ligne à la même, à la date d’avant : avec la dimension DATE, celle qui précède dans la série (la ' +
      'première n’en a pas) ; sans elle, ou d’une date seule, le même jour un an plus tôt (le 28 février pour un 29).',
  })
  readonly compare!: boolean;
}
