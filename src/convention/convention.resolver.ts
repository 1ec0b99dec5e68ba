import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { DateScalar } from '../graphql/scalars.js';
import { readText } from '../graphql/text.js';
import { Source } from '../provenance/provenance.type.js';
import { sourceOf } from '../provenance/source.js';
import { territoryById, territoryIfAny } from '../territory/territory.resolver.js';
import { CommuneType, DepartmentType, TerritoryType } from '../territory/territory.type.js';
import {
  ConventionListArgs,
  conventionFilter,
  PerimeterArgs,
  StateArgs,
  stateQuestion,
} from './convention.input.js';
import { ConventionState } from './convention.rules.js';
import {
  allConventions,
  amendmentsOf,
  conventionOrder,
  conventionsByLineage,
  conventionsByReference,
  perimeterOrder,
  perimetersOf,
  referencesWith,
  signatoriesOf,
  statesOf,
  themesOf,
} from './convention.sql.js';
import {
  type AmendmentRow,
  AmendmentType,
  ConventionConnection,
  type ConventionRow,
  ConventionThemeType,
  ConventionType,
  DeclaredCounts,
  PerimeterConnection,
  type PerimeterMemberRow,
  PerimeterMemberType,
  type SignatoryRow,
  SignatoryType,
} from './convention.type.js';
import type { StateQuestion } from './convention-state.sql.js';

type References = readonly string[];
const conventions = batched(
  ({ em }: Context, keys: References) => conventionsByReference(em, keys),
  () => null,
);
const lineages = batched(
  ({ em }: Context, keys: References) => conventionsByLineage(em, keys),
  (): ConventionRow[] => [],
);
const states = batched(
  ({ em }: Context, keys: References, question: StateQuestion) => statesOf(em, keys, question),
  (reference): { state: ConventionState; endsOn: LocalDate | null } => {
    throw new Error(`No state for convention ${reference}`);
  },
);
const perimeters = batched(
  ({ em }: Context, keys: References, { on, page }: { on: LocalDate | null; page: Page }) =>
    perimetersOf(em, keys, on, page),
  (): Slice<PerimeterMemberRow> => emptySlice(),
);
const signatories = batched(
  ({ em }: Context, keys: References) => signatoriesOf(em, keys),
  (): SignatoryRow[] => [],
);
const amendments = batched(
  ({ em }: Context, keys: References) => amendmentsOf(em, keys),
  (): AmendmentRow[] => [],
);
const themes = batched(
  ({ em }: Context, keys: References) => themesOf(em, keys),
  (): ConventionThemeType[] => [],
);

/** Where a convention stands on a date, and its end as amended by then. */
export const standingOf = (context: Context, reference: string, question: StateQuestion) =>
  states(context, reference, question);

/** A convention by reference, read once per request. */
export const conventionByReference = (context: Context, reference: string) =>
  conventions(context, reference, {});

/** A convention by reference. @param name of the argument @throws HubError `UNKNOWN_CONVENTION`, `INVALID_TEXT` */
export async function knownConvention(
  context: Context,
  reference: string,
  name = 'reference',
): Promise<ConventionRow> {
  const wanted = readText(name, reference);
  const found = await conventionByReference(context, wanted);
  if (!found) {
    const meant = wanted === '' ? [] : await referencesWith(context.em, wanted);
    const maybe = meant.length === 0 ? '' : `Peut-être : ${meant.join(', ')}. `;
    const hint = `${maybe}La liste est dans « conventions », et celle d’un territoire dans son champ « conventions ».`;
    throw new HubError('UNKNOWN_CONVENTION', { reference: wanted.slice(0, 80), hint });
  }
  return found;
}

@Resolver()
export class ConventionQueryResolver {
  @Query(() => ConventionType, { nullable: true, description: 'Une convention par sa référence.' })
  async convention(
    @Arg('reference', () => String, { description: 'Référence (exemple : 49-BAUGE-2).' }) reference: string,
    @Ctx() context: Context,
  ): Promise<ConventionRow> {
    return knownConvention(context, reference);
  }

  @Query(() => ConventionConnection, { description: 'Toutes les conventions du hub, par référence.' })
  async conventions(@Args(() => ConventionListArgs) args: ConventionListArgs, @Ctx() context: Context) {
    const slice = await allConventions(
      context.em,
      conventionFilter(args),
      readPage(args.first, args.after, conventionOrder),
    );
    return connect(context, slice ?? emptySlice<ConventionRow>(), ({ reference }) => [reference]);
  }
}

@Resolver(() => ConventionType)
export class ConventionResolver {
  @FieldResolver(() => ConventionState, { description: 'Où en est la convention à une date.' })
  async state(
    @Root() { reference }: ConventionRow,
    @Args(() => StateArgs) args: StateArgs,
    @Ctx() context: Context,
  ): Promise<ConventionState> {
    return (await standingOf(context, reference, stateQuestion(args))).state;
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      'La fin de la convention telle qu’elle s’établit à une date, avenants de prolongation compris.',
  })
  async endsOnAsAmended(
    @Root() { reference }: ConventionRow,
    @Args(() => StateArgs) args: StateArgs,
    @Ctx() context: Context,
  ): Promise<LocalDate | null> {
    return (await standingOf(context, reference, stateQuestion(args))).endsOn;
  }

  @FieldResolver(() => DeclaredCounts, { description: 'Les nombres que le texte annonce.' })
  declared(@Root() convention: ConventionRow): DeclaredCounts {
    return {
      communes: convention.declaredCommunes,
      priorities: convention.declaredPriorities,
      objectives: convention.declaredObjectives,
      actions: convention.declaredActions,
    };
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'Le département de la Caf signataire.',
  })
  department(@Root() { homeDepartmentId }: ConventionRow, @Ctx() context: Context) {
    return territoryIfAny(context, homeDepartmentId);
  }

  @FieldResolver(() => PerimeterConnection, {
    description:
      'Les communes du périmètre à la date « on », par ordre alphabétique ; sans date, toutes celles qui y ont été. ' +
      'Vide si la source ne les donne pas.',
  })
  async perimeter(
    @Root() { reference }: ConventionRow,
    @Args(() => PerimeterArgs) { on, first, after }: PerimeterArgs,
    @Ctx() context: Context,
  ) {
    const slice = await perimeters(context, reference, {
      on: on ?? null,
      page: readPage(first, after, perimeterOrder),
    });
    return connect(context, slice, ({ searchName, territoryId, stay }) => [
      searchName,
      territoryId,
      String(stay),
    ]);
  }

  @FieldResolver(() => [SignatoryType], { description: 'Les parties, dans l’ordre du texte.' })
  signatories(@Root() { reference }: ConventionRow, @Ctx() context: Context) {
    return signatories(context, reference, {});
  }

  @FieldResolver(() => [AmendmentType], { description: 'Les avenants connus.' })
  amendments(@Root() { reference }: ConventionRow, @Ctx() context: Context) {
    return amendments(context, reference, {});
  }

  @FieldResolver(() => [ConventionThemeType], { description: 'Les thématiques retenues.' })
  themes(@Root() { reference }: ConventionRow, @Ctx() context: Context) {
    return themes(context, reference, {});
  }

  @FieldResolver(() => [ConventionType], {
    description:
      'Toutes les générations de la lignée, celle-ci comprise, de la plus ancienne à la plus récente.',
  })
  generations(@Root() { lineage }: ConventionRow, @Ctx() context: Context) {
    return lineages(context, lineage, {});
  }

  @FieldResolver(() => Source, { description: 'D’où vient la convention.' })
  source(@Root() convention: ConventionRow, @Ctx() context: Context) {
    return sourceOf(context, convention);
  }
}

@Resolver(() => PerimeterMemberType)
export class PerimeterMemberResolver {
  @FieldResolver(() => CommuneType, { description: 'La commune d’aujourd’hui.' })
  commune(@Root() { territoryId }: PerimeterMemberRow, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }
}

@Resolver(() => SignatoryType)
export class SignatoryResolver {
  @FieldResolver(() => TerritoryType, {
    nullable: true,
    description: 'Le territoire de la partie, quand son nom le désigne sans ambiguïté.',
  })
  territory(@Root() { territoryId }: SignatoryRow, @Ctx() context: Context) {
    return territoryIfAny(context, territoryId);
  }
}

@Resolver(() => AmendmentType)
export class AmendmentResolver {
  @FieldResolver(() => Source, { description: 'D’où vient l’avenant.' })
  source(@Root() amendment: AmendmentRow, @Ctx() context: Context) {
    return sourceOf(context, amendment);
  }
}
