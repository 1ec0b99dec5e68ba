/** For how long the hub keeps what says something of persons. */
export interface Retention {
  /** Months for which the journal is kept; 0 keeps none. */
  readonly journalMonths: number;
  /** Months after the end of a convention, or of a year, for which texts that may name persons are kept. */
  readonly contactMonths: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The CNIL recommends to keep what tells who accessed a system for six months to a year (délibération n° 2021-122 of 14 October 2021), and up to
 * three years where internal control asks for it.
 */
export const usualRetention: Retention = { journalMonths: 12, contactMonths: 12 };

/** Reads how long is kept what says something of persons; what is wrong with it is added to `problems`. */
export function readRetention(env: Environment, problems: string[]): Retention {
  const whole = (name: string, usual: number, [from, to]: readonly [number, number]): number => {
    const value = Number(env[name]?.trim() || usual);
    if (!Number.isInteger(value) || value < from || value > to)
      problems.push(`${name} doit être un nombre de mois, de ${from} à ${to} (reçu : « ${env[name]} »).`);
    return value;
  };
  return {
    journalMonths: whole('CTG_HUB_JOURNAL_MONTHS', usualRetention.journalMonths, [0, 36]),
    contactMonths: whole('CTG_HUB_CONTACT_MONTHS', usualRetention.contactMonths, [1, 120]),
  };
}
