import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { daysBetween } from '../../calendar.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { territoryById } from '../../territory/territory.resolver.js';
import { CommuneType } from '../../territory/territory.type.js';
import { conventionByReference } from '../convention.resolver.js';
import { type ConventionRow, ConventionType } from '../convention.type.js';
import { conventionFacts } from '../convention-facts.rules.js';
import { type PerimeterChangeRow, perimeterChangesOf } from './perimeter-change.sql.js';
import { PerimeterChange } from './perimeter-change.type.js';

/** A change remembers which convention came before, and which communes moved. */
type Answer = PerimeterChange & Pick<PerimeterChangeRow, 'previous' | 'joined' | 'left'>;

const changes = batched(
  ({ em }: Context, references: readonly string[]) => perimeterChangesOf(em, references),
  (): PerimeterChangeRow | null => null,
);

@Resolver(() => ConventionType)
export class ConventionLineageResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: conventionFacts.signedDaysAfterStart.definition,
  })
  signedDaysAfterStart(@Root() { startsOn, signedOn }: ConventionRow): number | null {
    return startsOn === null || signedOn === null ? null : daysBetween(startsOn, signedOn);
  }

  @FieldResolver(() => PerimeterChange, {
    nullable: true,
    description:
      'Les communes entrées et sorties depuis la convention à laquelle celle-ci succède ; vide si le hub n’en connaît pas.',
  })
  async perimeterChange(
    @Root() { reference }: ConventionRow,
    @Ctx() context: Context,
  ): Promise<Answer | null> {
    const row = await changes(context, reference, {});
    if (row === null) return null;
    const { isKnown, previous, joined, left, kept } = row;
    if (!isKnown) {
      const hint = 'La source de l’une des deux conventions ne donne pas toutes ses communes.';
      const nothing = { joinedCount: null, leftCount: null, keptCount: null, joined: [], left: [] };
      return { state: ValueState.NOT_REPORTED, hint, previous, ...nothing };
    }
    const counts = { joinedCount: joined.length, leftCount: left.length, keptCount: kept };
    return { state: ValueState.REPORTED, hint: null, previous, joined, left, ...counts };
  }
}

@Resolver(() => PerimeterChange)
export class PerimeterChangeResolver {
  @FieldResolver(() => ConventionType, { description: 'La convention à laquelle elle succède.' })
  previous(@Root() { previous }: Answer, @Ctx() context: Context) {
    return conventionByReference(context, previous);
  }

  @FieldResolver(() => [CommuneType], { description: 'Les communes entrées, par nom.' })
  joined(@Root() { joined }: Answer, @Ctx() context: Context) {
    return Promise.all(joined.map((id) => territoryById(context, id)));
  }

  @FieldResolver(() => [CommuneType], { description: 'Les communes sorties, par nom.' })
  left(@Root() { left }: Answer, @Ctx() context: Context) {
    return Promise.all(left.map((id) => territoryById(context, id)));
  }
}
