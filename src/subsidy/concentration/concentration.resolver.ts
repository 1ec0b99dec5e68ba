import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { ValueState } from '../../provenance/provenance.type.js';
import type { SubsidiesAnswer } from '../subsidies-answer.js';
import type { SubsidyQuestion } from '../subsidy.sql.js';
import { Subsidies } from '../subsidy.type.js';
import { subsidyFacts } from '../subsidy-facts.rules.js';
import { exactCents } from '../subsidy-totals.sql.js';
import { minimumOperators } from './concentration.rules.js';
import { type ConcentrationRow, concentrations } from './concentration.sql.js';
import { ConcentrationArgs, OperatorConcentration } from './concentration.type.js';

const found = batched(
  (
    { em }: Context,
    ids: readonly string[],
    asked: { readonly first: number; readonly question: SubsidyQuestion },
  ) => concentrations(em, ids, asked),
  (id): ConcentrationRow => ({ id, operators: 0, firsts: '0', named: '0', unnamed: '0', anyNegative: false }),
);

const maximumOperators = 100;

@Resolver(() => Subsidies)
export class ConcentrationResolver {
  @FieldResolver(() => OperatorConcentration, {
    description: subsidyFacts.concentration.definition,
  })
  async concentration(
    @Root() { id, question, state }: SubsidiesAnswer,
    @Args(() => ConcentrationArgs) { first }: ConcentrationArgs,
    @Ctx() context: Context,
  ): Promise<OperatorConcentration> {
    if (first < minimumOperators || first > maximumOperators) {
      throw new HubError('INVALID_OPERATOR_COUNT', {
        value: first,
        from: minimumOperators,
        to: maximumOperators,
      });
    }
    if (state !== ValueState.REPORTED) {
      const hint = 'Aucun montant n’est communiqué ici : lisez « hint » du total.';
      return { ...nothing, first, operators: 0, state, hint, amountWithoutOperator: null };
    }
    const row = await found(context, id, { first, question });
    const { operators } = row;
    const named = exactCents(row.named);
    if (operators === 0) {
      const hint =
        'Aucun montant de ce total ne dit son gestionnaire : la colonne « gestionnaire » du fichier est vide.';
      const amountWithoutOperator = exactCents(row.unnamed);
      return { ...nothing, first, operators, state: ValueState.NOT_REPORTED, hint, amountWithoutOperator };
    }
    if (operators < minimumOperators) {
      const hint = `Moins de ${minimumOperators} gestionnaires : la part de chacun se devinerait. Demandez un territoire plus grand.`;
      // What is without an operator would give what the others receive.
      return {
        ...nothing,
        first,
        operators,
        state: ValueState.SUPPRESSED,
        hint,
        amountWithoutOperator: null,
      };
    }
    const amount = exactCents(row.firsts);
    // The first would have more than there is.
    const hint = row.anyNegative
      ? 'Un gestionnaire a rendu plus qu’il n’a reçu : la part des premiers dépasserait le tout.'
      : null;
    return {
      state: ValueState.REPORTED,
      hint,
      first,
      operators,
      amount,
      share: named > 0 && !row.anyNegative ? amount / named : null,
      amountWithoutOperator: exactCents(row.unnamed),
    };
  }
}

const nothing = { amount: null, share: null } as const;
