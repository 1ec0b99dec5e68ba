import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { DatasetName } from '../../provenance/dataset-name.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { Role } from '../../viewer.js';
import { lifetimeDays, overlapHours } from './access-key.rules.js';
import './access-key.enums.js';

const lifetime = {
  defaultValue: lifetimeDays.usual,
  description: `Jours pendant lesquels elle est valable, de 1 à ${lifetimeDays.maximum}.`,
};

@InputType({ description: 'Une clé d’accès à créer.' })
export class AccessKeyInput {
  @Field(() => String, { description: 'À qui ou à quoi elle sert, en 100 caractères au plus.' })
  readonly name!: string;

  @Field(() => Role, { description: 'Ce que son porteur peut faire.' })
  readonly role!: Role;

  @Field(() => [TerritoryRef], {
    defaultValue: [],
    description:
      'Ses territoires : des départements pour un analyste, tout niveau pour un contributeur ou un partenaire.',
  })
  readonly territories!: TerritoryRef[];

  @Field(() => [DatasetName], {
    nullable: true,
    description: 'Les jeux de données d’un partenaire ; à ne pas donner pour un autre rôle.',
  })
  readonly datasets?: DatasetName[] | null;

  @Field(() => Int, lifetime)
  readonly lifetimeDays!: number;
}

@ArgsType()
export class RenewAccessKeyArgs {
  @Field(() => String, { description: 'Identifiant de la clé.' })
  readonly id!: string;

  @Field(() => Int, lifetime)
  readonly lifetimeDays!: number;

  @Field(() => Int, {
    defaultValue: overlapHours.usual,
    description: `Heures pendant lesquelles l’ancien secret sert encore, de 0 à ${overlapHours.maximum}.`,
  })
  readonly overlapHours!: number;
}
