import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../graphql/page-args.js';
import { TerritoryKind } from './territory.rules.js';

@InputType({ description: 'Restreint une liste de communes.' })
export class CommuneFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Le nom contient ce texte (accents et casse ignorés).',
  })
  readonly name?: string | null;

  @Field(() => Int, { nullable: true, description: 'Population municipale d’au moins.' })
  readonly minPopulation?: number | null;

  @Field(() => Int, { nullable: true, description: 'Population municipale d’au plus.' })
  readonly maxPopulation?: number | null;
}

@InputType({ description: 'Un territoire, par son niveau et son code public.' })
export class TerritoryRef {
  @Field(() => TerritoryKind, { description: 'Niveau.' })
  readonly kind!: TerritoryKind;

  @Field(() => String, { description: 'Code INSEE, ou SIREN pour un EPCI ; FR pour la France.' })
  readonly code!: string;
}

@ArgsType()
export class CommuneListArgs extends PageArgs {
  @Field(() => CommuneFilter, { nullable: true, description: 'Restreint la liste.' })
  readonly filter?: CommuneFilter | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      'Nom ou début de nom ; accents, casse, traits d’union, « St » pour « Saint » sont sans importance.',
  })
  readonly text!: string;

  @Field(() => [TerritoryKind], {
    nullable: true,
    description: 'Niveaux cherchés ; tous par défaut (une liste vide est refusée).',
  })
  readonly kinds?: TerritoryKind[] | null;

  @Field(() => String, { nullable: true, description: 'Code d’un département auquel se limiter.' })
  readonly department?: string | null;
}
