import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import type { Theme } from '../../convention/convention.rules.js';
import { ConventionConnection } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { assertFewPlans } from '../plans-asked.sql.js';
import {
  lackingConventionsOf,
  lackingOrder,
  type RetainedThemeRow,
  retainedThemesOf,
} from './retained-themes.sql.js';
import { RetainedTheme, RetainedThemes } from './retained-themes.type.js';

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
const lacking = batched(
  (
    { em }: Context,
    ids: readonly string[],
    { page, ...question }: { on: LocalDate; theme: Theme; page: Page },
  ) => lackingConventionsOf(em, ids, question, page),
  (): Slice<{ reference: string }> => emptySlice(),
);

@Resolver(() => TerritoryType)
export class TerritoryRetainedThemesResolver {
  @FieldResolver(() => RetainedThemes, {
    description: 'Les thématiques que les conventions en vigueur retiennent, ou jamais, ou sans action.',
  })
  async retainedThemes(
    @Root() { id }: TerritoryRow,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
    })
    date: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<RetainedThemes> {
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
    };
  }
}

@Resolver(() => RetainedTheme)
export class RetainedThemeResolver {
  @FieldResolver(() => ConventionConnection, {
    description: 'Les conventions qui la retiennent sans aucune action sur elle, par référence.',
  })
  async conventionsWithoutAction(
    @Root() { id, on, theme }: Answer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const slice = await lacking(context, id, { on, theme, page: readPage(first, after, lackingOrder) });
    const found = await Promise.all(
      slice.items.map(({ reference }) => conventionByReference(context, reference)),
    );
    const items = found.filter((convention) => convention !== null);
    return connect(context, { ...slice, items }, ({ reference }) => [reference]);
  }
}
