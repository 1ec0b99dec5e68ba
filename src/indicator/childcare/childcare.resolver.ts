import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { ConventionType } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import { connect, firstOf, type ListOrder, readPage } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { DateScalar } from '../../graphql/scalars.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { readText } from '../../graphql/text.js';
import { type Passport, ValueState } from '../../provenance/provenance.type.js';
import { secretHint } from '../../secrecy/hints.rules.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { IndicatorKind, indicators } from '../indicator.rules.js';
import type { KnownValues } from '../indicator.sql.js';
import { IndicatorValueConnection } from '../indicator.type.js';
import { indicatorFacts } from '../indicator-facts.rules.js';
import { valuesPassport } from '../indicator-passport.js';
import {
  allPlaces,
  bestRate,
  type Known,
  managements,
  modes,
  perHundred,
  placesGained,
  pointsGained,
  type Rate,
} from './childcare.rules.js';
import {
  Childcare,
  ChildcareArgs,
  ChildcareChange,
  ChildcareComparison,
  type ChildcarePlaces,
} from './childcare.type.js';
import { type Answer, type ComparisonAnswer, compare, knownOf, rateKinds } from './childcare-answer.js';
import { type FirstConvention, firstConventionsOf } from './first-convention.sql.js';

const firstConventions = batched(
  ({ em }: Context, ids: readonly string[], { on }: { on: LocalDate }) => firstConventionsOf(em, ids, on),
  (): FirstConvention | null => null,
);

type ChangeAnswer = Omit<ChildcareChange, 'passport'> & {
  readonly reference: string | null;
  readonly passport: Lazy<Passport>;
};

const valueOrder: ListOrder = { list: 'childcareValues', keys: [{ column: 'kind', type: 'text' }] };

const definition =
  'Les dernières valeurs, d’ici la date, que leurs sources donnent du territoire même : taux publié, enfants de moins de 3 ans, ' +
  'places de tous les modes et de chacun. Attendu : le territoire. Communiqué : s’il en a au moins une, même secrète. Lacune : le ' +
  'taux est inconnu, ou les places d’un des quatre modes sont inconnues ou secrètes.';
const changeDefinition =
  'Les mêmes valeurs à deux jours. Attendu : le territoire. Communiqué : s’il en a au moins une à l’un des deux. Lacune : ' +
  'l’écart du taux ne peut pas être dit.';

@Resolver(() => TerritoryType)
export class TerritoryChildcareResolver {
  @FieldResolver(() => Childcare, {
    description: indicatorFacts.childcare.definition,
  })
  async childcare(
    @Root() territory: TerritoryRow,
    @Args(() => ChildcareArgs) args: ChildcareArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const on = dateOrToday(args.on);
    const series = readText('series', args.series);
    const known = await knownOf(context, territory.id, on, series);
    const rate = bestRate(known);
    const total = allPlaces(known);
    const eaje = known.get(IndicatorKind.PLACES_EAJE);
    return {
      territory,
      series,
      known,
      on,
      ...standingOf(rate, known),
      rate: rate?.value ?? null,
      basis: rate?.basis ?? null,
      observedOn: rate?.observedOn ?? null,
      children: known.get(IndicatorKind.CHILDREN_0_2) ?? null,
      places: total?.value ?? null,
      eajeRate: perHundred(eaje, known),
      modes: modes.map((kind) => placesOf(known, kind, total)),
      managements: managements.map((kind) => placesOf(known, kind, eaje ?? null)),
      passport: () =>
        valuesPassport(context, {
          territory,
          on: rate?.observedOn ?? on,
          values: [...known.values()],
          hasGaps: rate === null || modes.some((kind) => known.get(kind)?.value == null),
          definition,
        }),
    };
  }
}

/** Of a rate that is not known, what it would be made of may be secret. */
function standingOf(rate: Rate | null, known: KnownValues): Pick<Childcare, 'state' | 'hint'> {
  if (rate) return { state: ValueState.REPORTED, hint: null };
  const isSecret = rateKinds.some((kind) => known.get(kind)?.state === ValueState.SUPPRESSED);
  return isSecret
    ? { state: ValueState.SUPPRESSED, hint: secretHint }
    : {
        state: ValueState.NOT_REPORTED,
        hint: 'Ni taux publié, ni places de tous les modes avec les enfants de moins de 3 ans : c’est inconnu, ce n’est pas zéro.',
      };
}

const stateOf = (value: { readonly state: ValueState } | undefined): ValueState =>
  value?.state ?? ValueState.NOT_REPORTED;

/** @param whole what the places are a share of, if it is of the same day */
function placesOf(known: KnownValues, kind: IndicatorKind, whole: Known | null): ChildcarePlaces {
  const value = known.get(kind) ?? null;
  const isPart = value?.value != null && whole?.value && whole.observedOn === value.observedOn;
  return {
    kind,
    label: indicators[kind].label,
    state: stateOf(value ?? undefined),
    places: value?.value ?? null,
    perHundredChildren: perHundred(value, known),
    share: isPart ? (value.value ?? 0) / (whole.value ?? 1) : null,
    value,
  };
}

@Resolver(() => Childcare)
export class ChildcareResolver {
  @FieldResolver(() => ChildcareComparison, {
    nullable: true,
    description: indicatorFacts.toDepartment.definition,
  })
  async toDepartment(@Root() answer: Answer, @Ctx() context: Context): Promise<ComparisonAnswer | null> {
    const { kind, departmentId } = answer.territory;
    const isSmaller = kind === TerritoryKind.COMMUNE || kind === TerritoryKind.EPCI;
    return isSmaller && departmentId !== null ? compare(context, answer, departmentId) : null;
  }

  @FieldResolver(() => ChildcareComparison, {
    nullable: true,
    description: indicatorFacts.toCountry.definition,
  })
  async toCountry(@Root() answer: Answer, @Ctx() context: Context): Promise<ComparisonAnswer | null> {
    return answer.territory.id === country.id ? null : compare(context, answer, country.id);
  }

  @FieldResolver(() => IndicatorValueConnection, {
    description: 'Les valeurs dont tout cela est fait, par indicateur, chacune avec sa source.',
  })
  values(
    @Root() { known }: Answer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, valueOrder);
    const all = [...known.values()].toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    const [last] = page.after ?? [];
    const left = last === undefined ? all : all.filter(({ kind }) => kind > last);
    const slice = firstOf(valueOrder.list, left, page.first);
    return connect(
      context,
      { ...slice, totalCount: all.length, hasPreviousPage: left.length < all.length },
      ({ kind }) => [kind],
    );
  }

  @FieldResolver(() => ChildcareChange, {
    nullable: true,
    description: indicatorFacts.change.definition,
  })
  async change(
    @Root() { territory, on, series, known }: Answer,
    @Arg('since', () => DateScalar, { nullable: true, description: 'Depuis ce jour.' })
    asked: LocalDate | null | undefined,
    @Ctx() context: Context,
  ): Promise<ChangeAnswer | null> {
    const convention = asked == null ? await firstConventions(context, territory.id, { on }) : null;
    const since = asked ?? convention?.startsOn;
    if (since === undefined) return null;
    const before = await knownOf(context, territory.id, since, series);
    const points = pointsGained(before, known);
    const pair = (kind: IndicatorKind, then: Known | null | undefined, now: Known | null | undefined) => ({
      kind,
      before: then?.value ?? null,
      now: now?.value ?? null,
      difference: placesGained(then, now),
    });
    return {
      since,
      reference: convention?.reference ?? null,
      points,
      places: [
        pair(IndicatorKind.PLACES_ALL_MODES, allPlaces(before), allPlaces(known)),
        ...[...modes, ...managements].map((kind) => pair(kind, before.get(kind), known.get(kind))),
      ],
      passport: () =>
        valuesPassport(context, {
          territory,
          on,
          values: [...before.values(), ...known.values()],
          hasGaps: points === null,
          definition: changeDefinition,
        }),
    };
  }
}

@Resolver(() => ChildcareChange)
export class ChildcareChangeResolver {
  @FieldResolver(() => ConventionType, {
    nullable: true,
    description: 'La CTG au début de laquelle on compare ; vide si le jour a été donné.',
  })
  convention(@Root() { reference }: ChangeAnswer, @Ctx() context: Context) {
    return reference === null ? null : conventionByReference(context, reference);
  }
}
