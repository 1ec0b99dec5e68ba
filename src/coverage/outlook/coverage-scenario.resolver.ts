import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { ratio } from '../../graphql/ratio.type.js';
import { checkTable } from '../../graphql/table.js';
import { coverageFacts } from '../coverage-facts.rules.js';
import type { AnsweredOutlook } from './coverage-outlook.resolver.js';
import { renewalsOf } from './coverage-outlook.sql.js';
import { CoverageOutlook } from './coverage-outlook.type.js';
import { scenarioOf } from './coverage-scenario.sql.js';
import { CoverageScenario, CoverageScenarioArgs } from './coverage-scenario.type.js';

/** A scenario remembers which conventions it is of, to name them. */
type Answer = CoverageScenario & { readonly notRenewed: readonly string[] };

@Resolver(() => CoverageOutlook)
export class CoverageOutlookScenarioResolver {
  @FieldResolver(() => CoverageScenario, {
    description: coverageFacts.withoutRenewalOf.definition,
  })
  async withoutRenewalOf(
    @Root() { territoryId, from, lastEnd, rule, months }: AnsweredOutlook,
    @Args(() => CoverageScenarioArgs) { conventions, first }: CoverageScenarioArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    checkTable({ by: [], first, offset: 0 });
    const endings = { territoryId, from, lastEnd, rule };
    const notRenewed =
      readList('conventions', conventions, 'les premières de « renewals », autant que dit « first »') ??
      (await renewalsOf(context.em, { ...endings, first, offset: 0 })).rows.map(({ reference }) => reference);
    const found = await scenarioOf(context.em, { ...endings, notRenewed, dates: months.map(({ on }) => on) });
    const unknown = notRenewed.find((each) => !found[0]?.ending.includes(each));
    if (unknown !== undefined) {
      throw new HubError('CONVENTION_NOT_ENDING', { reference: unknown, from, to: lastEnd });
    }
    spend(context, found.length);
    const ofDay = new Map(found.map((row) => [row.on, row]));
    return {
      notRenewed,
      months: months.flatMap(({ on, counted }) => {
        const row = ofDay.get(on);
        if (row === undefined) return [];
        return {
          on,
          communes: ratio(counted.covered + row.kept, counted.communes),
          population: ratio(counted.coveredPopulation + row.keptPopulation, counted.population ?? 0),
          lostCommunes: row.lost,
          lostPopulation: row.lostPopulation,
          perhapsLostCommunes: row.perhapsLost,
          perhapsLostPopulation: row.perhapsLostPopulation,
        };
      }),
    };
  }
}

@Resolver(() => CoverageScenario)
export class CoverageScenarioResolver {
  @FieldResolver(() => [ConventionType], { description: 'Les conventions qui ne sont pas renouvelées.' })
  conventions(@Root() { notRenewed }: Answer, @Ctx() context: Context) {
    return notRenewed.map((reference) => conventionByReference(context, reference));
  }
}
