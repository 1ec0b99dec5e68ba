import { FieldResolver, Resolver, Root } from 'type-graphql';
import { CtgCoverage } from '../coverage.type.js';
import { coverageFacts } from '../coverage-facts.rules.js';
import { CoverageTableRow } from '../table/coverage-table.type.js';
import { gapInPoints, targetOn, targetSource } from './coverage-target.rules.js';
import { CoverageTarget } from './coverage-target.type.js';

/** What a figure of coverage tells, whatever it is of. */
type Figure = Pick<CtgCoverage, 'on' | 'population'>;

const field = {
  nullable: true,
  description: coverageFacts.nationalTarget.definition,
};

function targetOf({ on, population }: Figure): CoverageTarget | null {
  const target = targetOn(on);
  return target === null
    ? null
    : {
        population: target,
        gapInPoints: gapInPoints(population.value, target),
        sourceTitle: targetSource.title,
        sourceUrl: targetSource.url,
      };
}

@Resolver(() => CtgCoverage)
export class CtgCoverageTargetResolver {
  @FieldResolver(() => CoverageTarget, field)
  nationalTarget(@Root() figure: Figure): CoverageTarget | null {
    return targetOf(figure);
  }
}

@Resolver(() => CoverageTableRow)
export class CoverageTableTargetResolver {
  @FieldResolver(() => CoverageTarget, field)
  nationalTarget(@Root() figure: Figure): CoverageTarget | null {
    return targetOf(figure);
  }
}
