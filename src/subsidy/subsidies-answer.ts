import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { Lazy } from '../graphql/lazy.js';
import { ratio } from '../graphql/ratio.type.js';
import { ValueState } from '../provenance/provenance.type.js';
import { natureLabels, SubsidyNature } from './subsidy.rules.js';
import type { SubsidyQuestion } from './subsidy.sql.js';
import type { Subsidies } from './subsidy.type.js';
import { subsidyPassport } from './subsidy-passport.js';
import { byFundingLine, bySection, bySector, sumOf } from './subsidy-totals.rules.js';
import {
  isKept,
  type SubsidyBasis,
  type SubsidyGroup,
  type SubsidyTotal,
  subsidyBases,
  subsidyGroups,
  subsidyTotals,
} from './subsidy-totals.sql.js';

type Ids = readonly string[];
const groups = batched(
  ({ em }: Context, ids: Ids, question: SubsidyQuestion) => subsidyGroups(em, ids, question),
  (): SubsidyGroup[] => [],
);
const bases = batched(
  ({ em }: Context, ids: Ids, question: SubsidyQuestion) => subsidyBases(em, ids, question),
  (id): SubsidyBasis => {
    throw new Error(`No subsidy basis for ${id}`);
  },
);
const totals = batched(
  ({ em }: Context, ids: Ids, question: SubsidyQuestion) => subsidyTotals(em, ids, question),
  (): SubsidyTotal => ({ amount: null, lineCount: 0 }),
);
type Costly =
  | 'hint'
  | 'precision'
  | 'bySector'
  | 'byFundingLine'
  | 'bySection'
  | 'availableYears'
  | 'epcis'
  | 'passport';
/** A total remembers what it was asked, to list its rows; what costs a statement of its own is asked of it. */
export type SubsidiesAnswer = Omit<Subsidies, Costly> & {
  readonly [Field in Costly]: Lazy<Subsidies[Field]>;
} & { readonly id: string; readonly question: SubsidyQuestion };

/** The subsidies of a territory or convention. @param hasGaps true when its territories are not all known */
export async function subsidiesOf(
  context: Context,
  id: string,
  question: SubsidyQuestion,
  hasGaps = false,
): Promise<SubsidiesAnswer> {
  const parts = () => groups(context, id, question);
  const basis = () => bases(context, id, question);
  const { scope, fiscalYear, nature } = question;
  const sum = isKept(question) ? await totals(context, id, question) : totalOf(await parts());
  const isReported = sum.lineCount > 0;
  return {
    id,
    question,
    fiscalYear,
    nature,
    state: isReported ? ValueState.REPORTED : ValueState.NOT_REPORTED,
    hint: async () => (isReported ? null : notReportedHint(question, await basis())),
    total: sum.amount,
    precision: async () => (isReported ? sumOf(await parts()).precision : null),
    lineCount: sum.lineCount,
    bySector: async () =>
      bySector(await parts()).map((each) => ({ ...each, state: ValueState.REPORTED, hint: null })),
    byFundingLine: async () => byFundingLine(await parts()),
    bySection: async () => bySection(await parts()),
    availableYears: async () => (await basis()).availableYears,
    epcis: async () => {
      const { epcisReported, epcis } = await basis();
      return ratio(epcisReported, epcis);
    },
    passport: async () => {
      const found = await basis();
      return subsidyPassport(
        context,
        { kind: scope, id, fiscalYear, nature },
        { ...found, hasGaps: hasGaps || found.hasGaps },
      );
    },
  };
}

const totalOf = (parts: readonly SubsidyGroup[]): SubsidyTotal => {
  const { amount, lineCount } = sumOf(parts);
  return { amount: parts.length > 0 ? amount : null, lineCount };
};

/** What the totals of territories rest on, read once for all that ask. */
export const subsidyBasisOf = (context: Context, id: string, question: SubsidyQuestion) =>
  bases(context, id, question);

/** Of amounts whose nature nobody knows there is no total, known as they may be. */
const withoutNature = 'Aucun total n’est fait d’une nature inconnue : les montants sans nature sont écartés';
export const withoutNatureHint = `${withoutNature}, et se lisent un à un par « setAside » de « subsidies », sur un territoire ou une convention.`;

/** In French, to whoever may not read amounts one by one: why there is no amount of a year and a nature. @param where a level, after a space */
export const noAmountHint = (
  { fiscalYear, nature }: Pick<SubsidyQuestion, 'fiscalYear' | 'nature'>,
  where = '',
): string =>
  nature === SubsidyNature.UNKNOWN
    ? `${withoutNature}.`
    : `Aucun montant (${natureLabels[nature]}) communiqué pour ${fiscalYear}${where} : c’est inconnu, ce n’est pas zéro.`;

export function notReportedHint(question: SubsidyQuestion, { availableYears }: SubsidyBasis): string {
  const { fiscalYear, nature, sectors, fundingLines, sections } = question;
  if (nature === SubsidyNature.UNKNOWN) return withoutNatureHint;
  if ((sectors || fundingLines || sections) && availableYears.includes(fiscalYear)) {
    return (
      `Des montants (${natureLabels[nature]}) sont connus pour ${fiscalYear}, mais aucun dans ces secteurs, lignes ou sections : ce n’est pas ` +
      'zéro, une part peut être dans UNALLOCATED, NOT_STATED ou UNKNOWN.'
    );
  }
  const nothing = noAmountHint(question);
  return availableYears.length > 0
    ? `${nothing} Exercices connus : ${availableYears.join(', ')}.`
    : `${nothing} Aucun exercice n’est connu dans cette nature ; voyez « setAside » pour les montants qu’aucun total n’additionne.`;
}
