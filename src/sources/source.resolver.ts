import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import { assertWritable, type Context } from '../graphql/context.js';
import { passing } from '../graphql/keeping.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { BatchType } from '../provenance/batch.type.js';
import { signatureOf } from '../provenance/batch-owner.rules.js';
import { findBatch } from '../provenance/batches.js';
import { territoryById, territoryOfRef } from '../territory/territory.resolver.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { readName, readSettings } from './settings.js';
import { shownUrl } from './shown-url.js';
import { RegisterSourceInput, UpdateSourceInput } from './source.input.js';
import { stateOf } from './source.rules.js';
import {
  allSources,
  askForPull,
  changeSource,
  deleteSource,
  insertSource,
  type SourceRow,
  sourceById,
  sourceOrder,
  sourcesOf,
} from './source.sql.js';
import {
  OpendatasoftSettings,
  PulledSourceConnection,
  PulledSourceType,
  SourceStanding,
} from './source.type.js';

const sources = batched(
  ({ em }: Context, ids: readonly string[], page: Page) => sourcesOf(em, ids, page),
  (): Slice<SourceRow> => emptySlice(),
);
const cursorOf = ({ name, id }: SourceRow) => [name, id];

async function sourceOrThrow({ em }: Context, id: string): Promise<SourceRow> {
  const found = await sourceById(em, id);
  if (!found) throw new HubError('UNKNOWN_SOURCE', { id: id.slice(0, 40) });
  return found;
}

const identifier = { description: 'Identifiant de la source.' };

@Resolver()
export class SourceResolver {
  @Query(() => PulledSourceConnection, {
    description: 'Les sources que le hub lit de lui-même, par ordre alphabétique, et leur état.',
  })
  async sources(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() context: Context) {
    return connect(context, await allSources(context.em, readPage(first, after, sourceOrder)), cursorOf);
  }

  @Mutation(() => PulledSourceType, {
    description: 'Déclare une source : le hub la lit aussitôt, puis à son rythme.',
  })
  async registerSource(
    @Arg('input', () => RegisterSourceInput, { description: 'La source.' }) input: RegisterSourceInput,
    @Ctx() context: Context,
  ): Promise<SourceRow> {
    assertWritable(context);
    const { territory, author, opendatasoft = null, dataset = null, keyVariable = null, ...rest } = input;
    const settings = readSettings(
      {
        ...rest,
        dataset,
        opendatasoft,
        keyVariable,
        territoryId: (await territoryOfRef(context, territory)).id,
        enabled: true,
      },
      context.allowPrivateSources,
    );
    const id = randomUUID();
    const { author: registeredBy } = signatureOf(context.viewer, readName('author', author));
    await insertSource(context.em, id, settings, registeredBy);
    return sourceOrThrow(context, id);
  }

  @Mutation(() => PulledSourceType, {
    description: 'Change une source ; elle est relue aussitôt en entier. Ses données restent.',
  })
  async updateSource(
    @Arg('id', () => String, identifier) id: string,
    @Arg('input', () => UpdateSourceInput, { description: 'Ce qui change.' }) input: UpdateSourceInput,
    @Ctx() context: Context,
  ): Promise<SourceRow> {
    assertWritable(context);
    const current = await sourceOrThrow(context, id);
    const settings = readSettings(
      {
        territoryId: current.territoryId,
        kind: current.kind,
        name: input.name ?? current.name,
        url: readNewUrl(input.url, current.url),
        dataset: input.dataset === undefined ? current.dataset : input.dataset,
        opendatasoft: input.opendatasoft ?? inputOf(current),
        keyVariable: input.keyVariable === undefined ? current.keyVariable : input.keyVariable,
        strategy: input.strategy ?? current.strategy,
        intervalMinutes: input.intervalMinutes ?? current.intervalMinutes,
        enabled: input.enabled ?? current.enabled,
      },
      context.allowPrivateSources,
    );
    await changeSource(context.em, id, settings);
    return sourceOrThrow(context, id);
  }

  @Mutation(() => PulledSourceType, {
    description: 'Retire une source : elle n’est plus lue. Les données qu’elle a apportées restent.',
  })
  async removeSource(
    @Arg('id', () => String, identifier) id: string,
    @Ctx() context: Context,
  ): Promise<SourceRow> {
    assertWritable(context);
    const source = await sourceOrThrow(context, id);
    await deleteSource(context.em, id);
    return source;
  }

  @Mutation(() => PulledSourceType, {
    description: 'Demande une lecture complète maintenant, et répond sans l’attendre : suivez « standing ».',
  })
  async pullSource(
    @Arg('id', () => String, identifier) id: string,
    @Ctx() context: Context,
  ): Promise<SourceRow> {
    assertWritable(context);
    const source = await sourceOrThrow(context, id);
    if (!source.enabled) throw new HubError('SOURCE_PAUSED', { name: source.name });
    await askForPull(context.em, id);
    return sourceOrThrow(context, id);
  }
}

/** An address that comes back as it was shown is the one that is kept: its secrets are known here alone. */
const readNewUrl = (wanted: string | null | undefined, current: string): string =>
  wanted == null || wanted.trim() === shownUrl(current) ? current : wanted;

const inputOf = ({ options }: SourceRow) =>
  options && {
    ...options,
    refine: [...options.refine],
    mapping: [...options.mapping],
    constants: [...options.constants],
  };

@Resolver(() => PulledSourceType)
export class PulledSourceResolver {
  @FieldResolver(() => SourceStanding, { description: 'Ce que vaut la source aujourd’hui, et pourquoi.' })
  standing(@Root() source: SourceRow, @Ctx() context: Context): SourceStanding {
    passing(context);
    return {
      ...stateOf(source, new Date()),
      code: source.lastErrorCode,
      reason: source.lastErrorMessage,
      isQueued: source.isDue,
    };
  }

  @FieldResolver(() => String, {
    description:
      'Son adresse. La valeur d’un paramètre secret (clé, jeton, mot de passe) n’y est pas montrée.',
  })
  url(@Root() { url }: SourceRow): string {
    return shownUrl(url);
  }

  @FieldResolver(() => TerritoryType, { description: 'Le territoire dont elle parle.' })
  territory(@Root() { territoryId: id }: SourceRow, @Ctx() context: Context) {
    return territoryById(context, id);
  }

  @FieldResolver(() => OpendatasoftSettings, {
    nullable: true,
    description: 'Ce qu’elle demande au portail, si c’en est un.',
  })
  opendatasoft(@Root() { options }: SourceRow) {
    return options;
  }

  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'Le dernier chargement qu’elle a apporté ; vide si elle n’a encore rien changé au hub.',
  })
  lastBatch(@Root() { lastRevision }: SourceRow, @Ctx() context: Context) {
    return lastRevision === null ? null : findBatch(context, lastRevision);
  }
}

@Resolver(() => TerritoryType)
export class TerritorySourcesResolver {
  @FieldResolver(() => PulledSourceConnection, {
    description: 'Les sources que le hub lit pour ce territoire, et pour ceux qui en font partie.',
  })
  async sources(
    @Root() { id }: TerritoryRow,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    return connect(context, await sources(context, id, readPage(first, after, sourceOrder)), cursorOf);
  }
}
