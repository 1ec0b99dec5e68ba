import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/page.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { Role } from '../../viewer.js';
import type { AccessKey } from './access-key.entity.js';
import { AccessKeyState } from './access-key.rules.js';
import './access-key.enums.js';

@ObjectType('AccessKey', {
  description: 'Une clé d’accès. Son secret n’est montré qu’une fois, et n’est gardé nulle part.',
})
export class AccessKeyType implements Pick<AccessKey, 'id' | 'name' | 'createdBy' | 'revokedBy'> {
  @Field(() => String, { description: 'Identifiant de la clé : la partie qui n’est pas secrète.' })
  readonly id!: string;

  @Field(() => String, { description: 'À qui ou à quoi elle sert.' })
  readonly name!: string;

  @Field(() => Role, { description: 'Ce que son porteur peut faire.' })
  readonly role!: Role;

  @Field(() => [DatasetName], {
    nullable: true,
    description: 'Les jeux de données auxquels elle se limite ; vide si elle ne s’y limite pas.',
  })
  readonly datasets!: DatasetName[] | null;

  @Field(() => AccessKeyState, { description: 'Ce qu’elle vaut aujourd’hui.' })
  readonly state!: AccessKeyState;

  @Field(() => String, { description: 'Qui l’a créée.' })
  readonly createdBy!: string;

  @Field(() => DateTimeScalar, { description: 'Quand elle a été créée.' })
  readonly createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'Quand elle expire.' })
  readonly expiresAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Quand son secret a été renouvelé.' })
  readonly renewedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Jusqu’à quand l’ancien secret sert encore ; vide s’il ne sert plus.',
  })
  readonly previousUntil!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Quand elle a été révoquée.' })
  readonly revokedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Qui l’a révoquée.' })
  readonly revokedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Dernier usage, à une minute près.' })
  readonly lastUsedAt!: string | null;
}

@ObjectType({ description: 'Une clé d’accès qui vient d’être créée ou renouvelée.' })
export class AccessKeySecret {
  @Field(() => AccessKeyType, { description: 'La clé.' })
  readonly key!: AccessKeyType;

  @Field(() => String, {
    description:
      'La clé à envoyer (« Authorization: Bearer … »). Elle n’est montrée qu’ici : gardez-la en lieu sûr.',
  })
  readonly secret!: string;
}

export const AccessKeyConnection = connectionOf(() => AccessKeyType, 'AccessKey', 'de clés d’accès');
