import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type LocalDate, yearOf } from '../../calendar.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import type { Theme } from '../../convention/convention.rules.js';
import { ConventionConnection } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { passport } from '../../provenance/passport.js';
import { type Passport, PassportUnit } from '../../provenance/provenance.type.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { planFacts } from '../plan-facts.rules.js';
import { assertFewPlans } from '../plans-asked.sql.js';
import { type RetainedThemeRow, retainedThemesOf } from './retained-themes.sql.js';
import { RetainedTheme, RetainedThemes } from './retained-themes.type.js';
import {
  lackingOrder,
  retainingConventionsOf,
  retainingOrder,
  type ThemesBasis,
  themesBasesOf,
} from './retained-themes-basis.sql.js';

/** A theme remembers where and when it was asked for, to list its conventions. */
type Answer = RetainedTheme & { readonly id: string; readonly on: LocalDate };

const themes = batched(
  async ({ em }: Context, ids: readonly string[], { on }: { on: LocalDate }) => {
    await assertFewPlans(em, ids, { scope: 'territory', on });
    return retainedThemesOf(em, ids, on);
  },
  (id): RetainedThemeRow[] => {
    throw new Error(`No themes for ${id}`);
  },
);
const retaining = batched(
  (
    { em }: Context,
    ids: readonly string[],
    { page, ...question }: { on: LocalDate; theme: Theme; isLacking: boolean; page: Page },
  ) => retainingConventionsOf(em, ids, question, page),
  (): Slice<{ reference: string }> => emptySlice(),
);
const bases = batched(
  ({ em }: Context, ids: readonly string[], { on }: { on: LocalDate }) => themesBasesOf(em, ids, on),
  (id): ThemesBasis => {
    throw new Error(`No themes for ${id}`);
  },
);

const definition =
  'Thématiques et plans des CTG en vigueur à la date (par période) qui touchent le territoire, chaque convention comptée une fois. ' +
  'Attendu : ces conventions. Communiqué : celles dont au moins une thématique est connue.';

async function passportOf(context: Context, id: string, on: LocalDate): Promise<Passport> {
  const { population, ...basis } = await bases(context, id, { on });
  return passport(context, {
    scope: {
      kind: 'territory',
      id,
      dataset: DatasetName.CONVENTIONS,
      fiscalYear: yearOf(on),
      on,
      nature: null,
    },
    unit: PassportUnit.CONVENTION,
    expected: basis.conventions,
    reported: basis.withThemes,
    expectedPopulation: population,
    reportedPopulation: basis.reportedPopulation,
    oldestInputAt: basis.oldestInputAt,
    freshestInputAt: basis.freshestInputAt,
    demonstration: basis.demonstration,
    hasGaps: basis.isUnsure,
    definition,
  });
}

@Resolver(() => TerritoryType)
export class TerritoryRetainedThemesResolver {
  @FieldResolver(() => RetainedThemes, {
    description: planFacts.retainedThemes.definition,
  })
  async retainedThemes(
    @Root() { id }: TerritoryRow,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
    })
    date: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<Omit<RetainedThemes, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const on = dateOrToday(date);
    const found = await themes(context, id, { on });
    const { conventions, withThemes } = found[0] ?? { conventions: 0, withThemes: 0 };
    return {
      on,
      conventions,
      conventionsWithoutTheme: conventions - withThemes,
      themes: found.map(
        (row): Answer => ({
          id,
          on,
          theme: row.theme,
          words: row.words,
          retained: ratio(row.retained, withThemes),
          isNeverRetained: row.retained === 0,
          withoutAction: ratio(row.withoutAction, row.withPlan),
          withoutKnownAction: row.retained - row.withPlan,
        }),
      ),
      passport: () => passportOf(context, id, on),
    };
  }
}

@Resolver(() => RetainedTheme)
export class RetainedThemeResolver {
  @FieldResolver(() => ConventionConnection, {
    description: 'Les conventions qui la retiennent sans aucune action sur elle, par référence.',
  })
  conventionsWithoutAction(
    @Root() answer: Answer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    return conventionsOf(context, answer, true, args);
  }

  @FieldResolver(() => ConventionConnection, {
    description: 'Les conventions qui la retiennent, par référence : leur nombre est celui de « retained ».',
  })
  conventionsRetaining(
    @Root() answer: Answer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    return conventionsOf(context, answer, false, args);
  }
}

async function conventionsOf(
  context: Context,
  { id, on, theme }: Answer,
  isLacking: boolean,
  { first, after }: PageArgs,
) {
  const page = readPage(first, after, isLacking ? lackingOrder : retainingOrder);
  const slice = await retaining(context, id, { on, theme, isLacking, page });
  const found = await Promise.all(
    slice.items.map(({ reference }) => conventionByReference(context, reference)),
  );
  const items = found.filter((convention) => convention !== null);
  return connect(context, { ...slice, items }, ({ reference }) => [reference]);
}
