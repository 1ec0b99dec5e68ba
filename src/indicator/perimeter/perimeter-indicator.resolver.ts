import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { readText } from '../../graphql/text.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { indicators } from '../indicator.rules.js';
import { type KnownValues, type LatestOfKinds, latestOfKinds } from '../indicator.sql.js';
import { type PerimeterNumber, perimeterNumbersOf } from './perimeter-indicator.sql.js';
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

@Resolver(() => ConventionType)
export class PerimeterIndicatorsResolver {
  @FieldResolver(() => [PerimeterIndicator], {
    description:
      'Des nombres (foyers allocataires, enfants…) sur les communes du périmètre à une date, et leur part du département.',
  })
  async perimeterIndicators(
    @Root() { reference, homeDepartmentId }: ConventionRow,
    @Args(() => PerimeterIndicatorArgs) args: PerimeterIndicatorArgs,
    @Ctx() context: Context,
  ): Promise<PerimeterIndicator[]> {
    const kinds = [...new Set(readList('kinds', args.kinds) ?? [])];
    const stranger = kinds.find((kind) => !indicators[kind].addsUp);
    if (stranger !== undefined) throw new HubError('INDICATOR_NOT_ADDABLE', { kind: stranger });
    const question = { kinds, on: dateOrToday(args.on), series: readText('series', args.series) };
    spend(context, kinds.length);
    const [found, department] = await Promise.all([
      numbers(context, reference, question),
      homeDepartmentId === null ? new Map() : values(context, homeDepartmentId, question),
    ]);
    return found.map((number) => figureOf(number, department));
  }
}

function figureOf(number: PerimeterNumber, department: KnownValues): PerimeterIndicator {
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
