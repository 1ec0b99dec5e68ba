import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../graphql/page-args.js';
import { DateScalar } from '../graphql/scalars.js';
import { TerritoryRef } from '../territory/territory.input.js';
import { JournalKind } from './journal.rules.js';
import './journal.enums.js';

@ArgsType()
export class JournalArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Qui : un nom en toutes lettres (majuscules indifférentes), ou l’identifiant d’une clé.',
  })
  readonly viewer?: string | null;

  @Field(() => [JournalKind], {
    nullable: true,
    description: 'De quoi ; tout par défaut (une liste vide est refusée).',
  })
  readonly kinds?: JournalKind[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'À partir de ce jour.' })
  readonly from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Jusqu’à ce jour, compris.' })
  readonly to?: string | null;

  @Field(() => TerritoryRef, {
    nullable: true,
    description: 'Ce territoire, ou un territoire qu’il contient, est nommé dans la demande.',
  })
  readonly territory?: TerritoryRef | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Vrai : seulement les demandes de textes où une personne peut être nommée.',
  })
  readonly readsContacts?: boolean | null;
}
