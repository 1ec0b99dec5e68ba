import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { Lazy } from '../graphql/lazy.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { dateOrToday } from '../graphql/series.rules.js';
import { readText } from '../graphql/text.js';
import { type Passport, Source, ValueState } from '../provenance/provenance.type.js';
import { sourceOf } from '../provenance/source.js';
import { secretHint } from '../secrecy/hints.rules.js';
import { territoryById } from '../territory/territory.resolver.js';
import { foldName } from '../territory/territory.rules.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { IndicatorArgs, IndicatorListArgs } from './indicator.input.js';
import { IndicatorKind, indicatorKey, indicators } from './indicator.rules.js';
import {
  type IndicatorFilter,
  type IndicatorQuestion,
  indicatorOrder,
  indicatorsOf,
  type LatestRow,
  latestIndicators,
} from './indicator.sql.js';
import {
  Indicator,
  IndicatorValueConnection,
  type IndicatorValueRow,
  IndicatorValueType,
} from './indicator.type.js';
import { indicatorFacts } from './indicator-facts.rules.js';
import { valuesPassport } from './indicator-passport.js';

const values = batched(
  ({ em }: Context, ids: readonly string[], { page, ...filter }: IndicatorFilter & { page: Page }) =>
    indicatorsOf(em, ids, filter, page),
  (): Slice<IndicatorValueRow> => emptySlice(),
);
const latest = batched(
  ({ em }: Context, ids: readonly string[], question: IndicatorQuestion) =>
    latestIndicators(em, ids, question),
  (): LatestRow => ({ latest: null, availableSeries: [], since: null }),
);

const definition =
  'La dernière valeur de la série, d’ici la date, que sa source donne du territoire même : rien n’est additionné. Attendu : le ' +
  'territoire. Communiqué : s’il a une valeur, même secrète. Lacune : la valeur est secrète.';

const labelOf = (kind: IndicatorKind, words: string | null): string =>
  (kind === IndicatorKind.OTHER && words) || indicators[kind].label;

/** Words are what names an indicator of kind OTHER, and only that one. @throws HubError `INDICATOR_WORDS_MISSING` */
function readWords({ kind, words }: IndicatorArgs): string | null {
  if (kind !== IndicatorKind.OTHER) return null;
  const read = words == null ? '' : readText('words', words);
  if (foldName(read) === '') throw new HubError('INDICATOR_WORDS_MISSING', {});
  return read;
}

function hintOf(
  { on, series }: IndicatorQuestion,
  { latest, availableSeries, since }: LatestRow,
): string | null {
  if (latest) return latest.state === ValueState.SUPPRESSED ? secretHint : null;
  const nothing = `Aucune valeur communiquée au ${on} : c’est inconnu, ce n’est pas zéro.`;
  if (since !== null) return `${nothing} La première connue est du ${since}.`;
  const others = availableSeries.filter((each) => each !== series);
  return others.length === 0
    ? nothing
    : `${nothing} Séries connues : ${others.map((each) => (each ? `« ${each} »` : 'sans nom')).join(', ')}.`;
}

@Resolver(() => TerritoryType)
export class TerritoryIndicatorsResolver {
  @FieldResolver(() => IndicatorValueConnection, {
    description:
      'Les valeurs d’indicateurs du territoire lui-même (enfants par âge, allocataires, places d’accueil…), par ' +
      'indicateur puis par date. Jamais une somme de ses communes.',
  })
  async indicators(
    @Root() { id }: TerritoryRow,
    @Args(() => IndicatorListArgs) { kinds, from, to, first, after }: IndicatorListArgs,
    @Ctx() context: Context,
  ) {
    const slice = await values(context, id, {
      kinds: readList('kinds', kinds),
      from: from ?? null,
      to: to ?? null,
      page: readPage(first, after, indicatorOrder),
    });
    return connect(context, slice, (row) => [row.kind, row.observedOn, row.id]);
  }

  @FieldResolver(() => Indicator, {
    description: indicatorFacts.indicator.definition,
  })
  async indicator(
    @Root() territory: TerritoryRow,
    @Args(() => IndicatorArgs) args: IndicatorArgs,
    @Ctx() context: Context,
  ): Promise<Omit<Indicator, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const { kind } = args;
    const words = readWords(args);
    const series = readText('series', args.series);
    const question = { kind, key: indicatorKey(kind, words), on: dateOrToday(args.on), series };
    const known = await latest(context, territory.id, question);
    return {
      kind,
      label: labelOf(kind, words),
      on: question.on,
      series,
      state: known.latest?.state ?? ValueState.NOT_REPORTED,
      hint: hintOf(question, known),
      value: known.latest?.value ?? null,
      latest: known.latest,
      availableSeries: known.availableSeries,
      passport: () =>
        valuesPassport(context, {
          territory,
          on: known.latest?.observedOn ?? question.on,
          values: known.latest ? [known.latest] : [],
          hasGaps: known.latest?.state !== ValueState.REPORTED,
          definition,
        }),
    };
  }
}

@Resolver(() => IndicatorValueType)
export class IndicatorValueResolver {
  @FieldResolver(() => String, { description: 'Son nom français ; pour OTHER, les mots de la source.' })
  label(@Root() { kind, words }: IndicatorValueRow): string {
    return labelOf(kind, words);
  }

  @FieldResolver(() => Boolean, {
    description: 'Vrai si les valeurs de plusieurs territoires peuvent s’additionner ; faux pour un taux.',
  })
  addsUp(@Root() { kind }: IndicatorValueRow): boolean {
    return indicators[kind].addsUp;
  }

  @FieldResolver(() => TerritoryType, { description: 'Le territoire.' })
  territory(@Root() { territoryId }: IndicatorValueRow, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Source, { description: 'D’où vient la valeur.' })
  source(@Root() row: IndicatorValueRow, @Ctx() context: Context) {
    return sourceOf(context, row);
  }
}
