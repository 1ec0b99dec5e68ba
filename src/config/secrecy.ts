import { Role } from '../viewer.js';

/** Those who are shown figures, and not what they are made of. */
export type Audience = Role.PARTNER | Role.READER;
export const audiences: readonly Audience[] = [Role.PARTNER, Role.READER];

/** Null for those who see all that is within their reach. */
export const audienceOf = (role: Role): Audience | null =>
  role === Role.PARTNER || role === Role.READER ? role : null;

/** The smallest territories of which an audience may ask for amounts and indicators. */
export type FinestLevel = 'COMMUNE' | 'EPCI' | 'DEPARTMENT';

/** What is too small to be shown to an audience. */
export interface SecrecyRules {
  /** A count of people or of households below it is hidden, zero too. */
  readonly count: number;
  /** Amounts of fewer beneficiaries are hidden. */
  readonly beneficiaries: number;
  /** Amounts of which one beneficiary has this share, from 0 to 1, or more, are hidden. */
  readonly share: number;
  /** A hidden value must not be known to within this share of it, above or below. */
  readonly margin: number;
  readonly finest: FinestLevel;
}

/** What is kept secret from whom. Whatever changes it changes what is hidden. */
export interface SecrecyPolicy {
  readonly rules: Readonly<Record<Audience, SecrecyRules>>;
  /** Amounts of a territory whose files do not name who received them: all of one beneficiary, or each of its own. */
  readonly unnamed: 'ONE' | 'EACH';
}

const usual = { count: 5, beneficiaries: 3, share: 85, margin: 10 } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what is kept secret from whom; what is wrong with it is added to `problems`. */
export function readSecrecy(env: Environment, problems: string[]): SecrecyPolicy {
  const pair = (name: string, value: number, [from, to]: readonly [number, number], isMore: boolean) => {
    const [partner = value, reader = partner] = (env[name]?.trim() || String(value)).split(',').map(Number);
    const isWithin = [partner, reader].every((each) => Number.isInteger(each) && each >= from && each <= to);
    if (!isWithin || (isMore ? reader < partner : reader > partner)) {
      problems.push(
        `${name} doit être un entier de ${from} à ${to}, ou deux, « partenaire,lecteur », le second au moins aussi sévère (reçu : « ${env[name]} »).`,
      );
    }
    return { PARTNER: partner, READER: reader };
  };
  const count = pair('CTG_HUB_SECRECY_COUNT', usual.count, [1, 1_000], true);
  const beneficiaries = pair('CTG_HUB_SECRECY_BENEFICIARIES', usual.beneficiaries, [2, 100], true);
  const share = pair('CTG_HUB_SECRECY_SHARE', usual.share, [1, 100], false);
  const margin = pair('CTG_HUB_SECRECY_MARGIN', usual.margin, [0, 90], true);
  const unnamed = env.CTG_HUB_SECRECY_UNNAMED?.trim() || 'one';
  if (unnamed !== 'one' && unnamed !== 'each')
    problems.push(`CTG_HUB_SECRECY_UNNAMED doit être « one » ou « each » (reçu : « ${unnamed} »).`);
  const rulesOf = (audience: Audience, finest: FinestLevel): SecrecyRules => ({
    count: count[audience],
    beneficiaries: beneficiaries[audience],
    share: share[audience] / 100,
    margin: margin[audience] / 100,
    finest,
  });
  return {
    rules: {
      [Role.PARTNER]: rulesOf(Role.PARTNER, 'COMMUNE'),
      [Role.READER]: rulesOf(Role.READER, 'DEPARTMENT'),
    },
    unnamed: unnamed === 'each' ? 'EACH' : 'ONE',
  };
}
