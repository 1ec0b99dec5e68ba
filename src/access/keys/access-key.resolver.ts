import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { assertWritable, type Context } from '../../graphql/context.js';
import { passing } from '../../graphql/keeping.js';
import { connect, readPage } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { readText } from '../../graphql/text.js';
import { territoryById, territoryOfRef } from '../../territory/territory.resolver.js';
import { TerritoryType } from '../../territory/territory.type.js';
import { wrongGrant } from '../grant.rules.js';
import { AccessKeyInput, RenewAccessKeyArgs } from './access-key.input.js';
import { digestOf, keyTextOf, lifetimeDays, newKeyId, newSecret, overlapHours } from './access-key.rules.js';
import {
  type AccessKeyRow,
  accessKeyById,
  accessKeyOrder,
  allAccessKeys,
  insertAccessKey,
  renewAccessKey,
  revokeAccessKey,
} from './access-key.sql.js';
import { AccessKeyConnection, AccessKeySecret, AccessKeyType } from './access-key.type.js';

const invalid = (detail: string) => new HubError('INVALID_ACCESS_KEY', { detail });
const longestName = 100;

async function keyOrThrow({ em }: Context, id: string): Promise<AccessKeyRow> {
  const found = await accessKeyById(em, readText('id', id));
  if (!found) throw new HubError('UNKNOWN_ACCESS_KEY', { id: id.slice(0, 40) });
  return found;
}

/** @throws HubError `INVALID_ACCESS_KEY` */
function readNumber(name: string, value: number, minimum: number, maximum: number): number {
  if (value < minimum || value > maximum) throw invalid(`« ${name} » va de ${minimum} à ${maximum}.`);
  return value;
}

@Resolver()
export class AccessKeyResolver {
  @Query(() => AccessKeyConnection, {
    description: 'Les clés d’accès du hub, par ordre alphabétique, sans leur secret.',
  })
  async accessKeys(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() context: Context) {
    // Their last use is noted without a word to those who keep answers, and their end comes by itself.
    passing(context);
    const page = readPage(first, after, accessKeyOrder);
    return connect(context, await allAccessKeys(context.em, page), ({ name, id }) => [name, id]);
  }

  @Mutation(() => AccessKeySecret, {
    description: 'Crée une clé d’accès, et montre son secret : une seule fois.',
  })
  async createAccessKey(
    @Arg('input', () => AccessKeyInput, { description: 'La clé.' }) input: AccessKeyInput,
    @Ctx() context: Context,
  ) {
    assertWritable(context);
    const name = readText('name', input.name);
    if (name === '' || name.length > longestName || /\p{Cc}/u.test(name))
      throw invalid(`« name » compte de 1 à ${longestName} caractères, sur une ligne.`);
    const found = await Promise.all(input.territories.map((each) => territoryOfRef(context, each)));
    const territories = [...new Set(found.map(({ id }) => id))];
    const { role, datasets = null } = input;
    const wrong = wrongGrant({ role, territories, datasets });
    if (wrong !== null) throw invalid(wrong);
    const id = newKeyId();
    const secret = newSecret();
    await insertAccessKey(context.em, {
      id,
      name,
      role,
      territoryIds: territories,
      datasets: datasets && [...new Set(datasets)],
      secretHash: digestOf(secret),
      createdBy: context.viewer.name,
      lifetimeDays: readNumber('lifetimeDays', input.lifetimeDays, 1, lifetimeDays.maximum),
    });
    return { key: await keyOrThrow(context, id), secret: keyTextOf({ id, secret }) };
  }

  @Mutation(() => AccessKeySecret, {
    description:
      'Donne un autre secret à une clé, et le montre : une seule fois. L’ancien sert encore le temps que vous dites.',
  })
  async renewAccessKey(@Args(() => RenewAccessKeyArgs) args: RenewAccessKeyArgs, @Ctx() context: Context) {
    assertWritable(context);
    const { id, name, state } = await keyOrThrow(context, args.id);
    if (state === 'REVOKED') throw new HubError('ACCESS_KEY_REVOKED', { name });
    const secret = newSecret();
    const days = readNumber('lifetimeDays', args.lifetimeDays, 1, lifetimeDays.maximum);
    const hours = readNumber('overlapHours', args.overlapHours, 0, overlapHours.maximum);
    await renewAccessKey(context.em, id, digestOf(secret), days, hours);
    return { key: await keyOrThrow(context, id), secret: keyTextOf({ id, secret }) };
  }

  @Mutation(() => AccessKeyType, {
    description: 'Révoque une clé, pour toujours : elle n’ouvre plus rien, l’ancien secret non plus.',
  })
  async revokeAccessKey(
    @Arg('id', () => String, { description: 'Identifiant de la clé.' }) id: string,
    @Ctx() context: Context,
  ): Promise<AccessKeyRow> {
    assertWritable(context);
    const key = await keyOrThrow(context, id);
    await revokeAccessKey(context.em, key.id, context.viewer.name);
    return keyOrThrow(context, id);
  }
}

@Resolver(() => AccessKeyType)
export class AccessKeyTerritoriesResolver {
  @FieldResolver(() => [TerritoryType], {
    description:
      'Ses territoires ; vide si elle ne s’y limite pas, ou si elle ne voit que les agrégats publiés.',
  })
  territories(@Root() { territoryIds }: AccessKeyRow, @Ctx() context: Context) {
    return Promise.all(territoryIds.map((id) => territoryById(context, id)));
  }
}
