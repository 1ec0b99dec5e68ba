import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type LocalDate, yearOf } from '../../calendar.js';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { readText } from '../../graphql/text.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { passport } from '../../provenance/passport.js';
import { type Passport, PassportUnit, ValueState } from '../../provenance/provenance.type.js';
import { indicators } from '../indicator.rules.js';
import { type KnownValues, type LatestOfKinds, latestOfKinds } from '../indicator.sql.js';
import { IndicatorValueConnection, type IndicatorValueRow } from '../indicator.type.js';
import { indicatorFacts } from '../indicator-facts.rules.js';
import {
  type PerimeterNumber,
  perimeterNumbersOf,
  perimeterValueOrder,
  perimeterValuesOf,
} from './perimeter-indicator.sql.js';
import { PerimeterIndicator, PerimeterIndicatorArgs } from './perimeter-indicator.type.js';

const numbers = batched(
  ({ em }: Context, references: readonly string[], question: LatestOfKinds) =>
    perimeterNumbersOf(em, references, question),
  (): PerimeterNumber[] => [],
);
const values = batched(
  ({ em }: Context, ids: readonly string[], question: LatestOfKinds) => latestOfKinds(em, ids, question),
  (): KnownValues => new Map(),
);

const rows = batched(
  ({ em }: Context, references: readonly string[], { page, ...question }: LatestOfKinds & { page: Page }) =>
    perimeterValuesOf(em, references, question, page),
  (): Slice<IndicatorValueRow> => emptySlice(),
);

/** A number remembers what it was asked of, to list its values. */
type Answer = Omit<PerimeterIndicator, 'passport'> & {
  readonly passport: Lazy<Passport>;
  readonly reference: string;
  readonly question: LatestOfKinds;
};

const definition =
  'Somme des dernières valeurs, d’ici la date, que les sources donnent des communes du périmètre à la date. Attendu : ces ' +
  'communes. Communiqué : celles qui en ont une, même secrète. Lacune : une valeur secrète, ou un périmètre dont les communes ne ' +
  'sont pas toutes connues.';

@Resolver(() => ConventionType)
export class PerimeterIndicatorsResolver {
  @FieldResolver(() => [PerimeterIndicator], {
    description: indicatorFacts.perimeterIndicators.definition,
  })
  async perimeterIndicators(
    @Root() { reference, homeDepartmentId }: ConventionRow,
    @Args(() => PerimeterIndicatorArgs) args: PerimeterIndicatorArgs,
    @Ctx() context: Context,
  ): Promise<Answer[]> {
    const kinds = [...new Set(readList('kinds', args.kinds, null) ?? [])];
    const stranger = kinds.find((kind) => !indicators[kind].addsUp);
    if (stranger !== undefined) throw new HubError('INDICATOR_NOT_ADDABLE', { kind: stranger });
    const question = { kinds, on: dateOrToday(args.on), series: readText('series', args.series) };
    spend(context, kinds.length);
    const [found, department] = await Promise.all([
      numbers(context, reference, question),
      homeDepartmentId === null ? new Map() : values(context, homeDepartmentId, question),
    ]);
    return found.map((number) => ({
      ...figureOf(number, department),
      reference,
      question: { ...question, kinds: [number.kind] },
      passport: () => passportOf(context, number, question.on),
    }));
  }
}

@Resolver(() => PerimeterIndicator)
export class PerimeterIndicatorResolver {
  @FieldResolver(() => IndicatorValueConnection, {
    description: 'Les valeurs des communes que la somme additionne, ou que le secret cache, par commune.',
  })
  async values(
    @Root() { reference, question }: Answer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, perimeterValueOrder);
    const slice = await rows(context, reference, { ...question, page });
    return connect(context, slice, ({ territoryId }) => [territoryId]);
  }
}

const passportOf = (context: Context, number: PerimeterNumber, on: LocalDate) =>
  passport(context, {
    scope: {
      kind: 'convention',
      id: number.reference,
      dataset: DatasetName.INDICATORS,
      fiscalYear: yearOf(number.newestOn ?? on),
      on: number.newestOn ?? on,
      nature: null,
    },
    unit: PassportUnit.COMMUNE,
    expected: number.communes,
    reported: number.reported + number.suppressed,
    expectedPopulation: number.population,
    reportedPopulation: number.reportedPopulation,
    oldestInputAt: number.oldestInputAt,
    freshestInputAt: number.freshestInputAt,
    demonstration: number.demonstration,
    hasGaps: number.suppressed > 0 || !number.isWholePerimeter,
    definition,
  });

function figureOf(number: PerimeterNumber, department: KnownValues): Omit<PerimeterIndicator, 'passport'> {
  const { kind, communes, reported, suppressed, sum, oldestOn, newestOn } = number;
  const whole = department.get(kind) ?? null;
  const isSameDay = whole !== null && oldestOn === newestOn && newestOn === whole.observedOn;
  return {
    kind,
    label: indicators[kind].label,
    ...standingOf(number),
    communes,
    reported,
    suppressed,
    notReported: communes - reported - suppressed,
    knownSum: sum,
    department: whole,
    shareOfDepartment: isSameDay && sum !== null && whole.value ? sum / whole.value : null,
  };
}

function standingOf({
  isWholePerimeter,
  communes,
  reported,
  suppressed,
}: PerimeterNumber): Pick<PerimeterIndicator, 'state' | 'hint'> {
  if (!isWholePerimeter) {
    return {
      state: ValueState.NOT_REPORTED,
      hint: 'La source de la convention ne donne pas toutes ses communes.',
    };
  }
  if (communes > 0 && reported === communes) return { state: ValueState.REPORTED, hint: null };
  if (communes > 0 && reported + suppressed === communes) {
    const hint = 'Le secret statistique cache le nombre de certaines communes : la somme est un minimum.';
    return { state: ValueState.SUPPRESSED, hint };
  }
  return {
    state: ValueState.NOT_REPORTED,
    hint: 'Rien n’est communiqué pour certaines communes : la somme est un minimum.',
  };
}
