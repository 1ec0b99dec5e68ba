import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { ratio } from '../../graphql/ratio.type.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { finerSectorsHint, secretHint, unpublishedHint } from '../../secrecy/hints.rules.js';
import { kindOf, TerritoryKind } from '../../territory/territory.rules.js';
import { notReportedHint, type SubsidiesAnswer, subsidyBasisOf } from '../subsidies-answer.js';
import { sectorLabels } from '../subsidy.rules.js';
import type { SubsidyQuestion } from '../subsidy.sql.js';
import type { SectorTotal } from '../subsidy.type.js';
import { subsidyPassport } from '../subsidy-passport.js';
import type { AmountYear } from './amount-cells.sql.js';
import { type ShownAmount, shownAmounts } from './published-amounts.sql.js';

const shown = batched(
  ({ em }: Context, ids: readonly string[], year: AmountYear) => shownAmounts(em, ids, year),
  (): ShownAmount[] => [],
);

/** No answer has it: whoever is shown published figures alone cannot ask for it. */
const untold = Number.NaN;

/**
 * The subsidies of a territory as far as they are published to the viewer's audience: cells that were decided on together, and nothing that
 * is worked out beside them.
 *
 * @throws HubError `FILTER_NOT_PUBLISHED`
 */
export async function publishedSubsidiesOf(
  context: Context,
  id: string,
  question: SubsidyQuestion,
): Promise<SubsidiesAnswer> {
  assertUnfiltered(question);
  const { fiscalYear, nature } = question;
  const cells = await shown(context, id, { fiscalYear, nature });
  const total = cells.find(({ sector }) => sector === null) ?? null;
  const basis = await subsidyBasisOf(context, id, question);
  const isReported = basis.availableYears.includes(fiscalYear);
  const { state, hint } = standingOf(total, isReported);
  return {
    id,
    question,
    fiscalYear,
    nature,
    state,
    hint: () => {
      if (state === ValueState.NOT_REPORTED) return notReportedHint(question, basis);
      return hint ?? (kindOf(id) === TerritoryKind.COMMUNE ? finerSectorsHint : null);
    },
    total: total?.amount ?? null,
    precision: () => total?.precision ?? null,
    lineCount: untold,
    bySector: () => cells.flatMap(sectorTotal),
    byFundingLine: () => [],
    bySection: () => [],
    availableYears: () => basis.availableYears,
    epcis: () => ratio(basis.epcisReported, basis.epcis),
    passport: () => subsidyPassport(context, { kind: 'territory', id, fiscalYear, nature }, basis),
  };
}

/** A part of a total would be a figure that nobody decided on. */
function assertUnfiltered({ sectors, fundingLines, sections }: SubsidyQuestion): void {
  const given = Object.entries({ sectors, fundingLines, sections }).find(([, values]) => values !== null);
  if (given) throw new HubError('FILTER_NOT_PUBLISHED', { name: given[0] });
}

interface Standing {
  readonly state: ValueState;
  readonly hint: string | null;
}

/** @param isReported whether there are amounts at all, shown or not */
export function standingOf(cell: Pick<ShownAmount, 'amount'> | null, isReported: boolean): Standing {
  if (cell === null)
    return isReported
      ? { state: ValueState.SUPPRESSED, hint: unpublishedHint }
      : { state: ValueState.NOT_REPORTED, hint: null };
  return cell.amount === null
    ? { state: ValueState.SUPPRESSED, hint: secretHint }
    : { state: ValueState.REPORTED, hint: null };
}

function sectorTotal(cell: ShownAmount): SectorTotal[] {
  const { sector, amount, precision } = cell;
  if (sector === null) return [];
  return [
    { sector, label: sectorLabels[sector], amount, precision, lineCount: untold, ...standingOf(cell, true) },
  ];
}
