import { natureLabels, type SubsidyNature } from '../subsidy.rules.js';

/** Why a row that has only what is compared has no amount. */
export enum Absence {
  /** Its convention has none of its years in its period. */
  OUTSIDE_PERIOD = 'OUTSIDE_PERIOD',
  /** Nothing that it is grouped by was under its convention, or under none, in its years. */
  NOBODY = 'NOBODY',
  NOT_REPORTED = 'NOT_REPORTED',
  /** Likewise, and nobody knows whether its years are in the period. */
  PERHAPS_OUTSIDE = 'PERHAPS_OUTSIDE',
}

/** Beyond which an amount per inhabitant is one to look at: the part of the people whose communes have no amount of their own. */
export const silentPart = 0.1;

const listed = (years: readonly number[]): string =>
  years.length === 1 ? `l’exercice ${years[0]}` : `les exercices ${years.join(', ')}`;

/** In French: why there is no amount. */
export function absenceHint(absence: Absence, years: readonly number[], nature: SubsidyNature): string {
  const [one, are] = years.length === 1 ? [listed(years), 'est'] : [listed(years), 'sont'];
  const unknown = `Aucun montant (${natureLabels[nature]}) de la ligne n’est communiqué pour ${one} : c’est inconnu, ce n’est pas zéro.`;
  switch (absence) {
    case Absence.OUTSIDE_PERIOD:
      return `${capital(one)} ${are} hors de la période de la convention.`;
    case Absence.NOBODY:
      return (
        `Aucun territoire n’est de la ligne pour ${one} : il est entré dans un périmètre de convention, ou en est sorti. Son argent ` +
        'de ce temps est dans une autre ligne.'
      );
    case Absence.PERHAPS_OUTSIDE:
      return `${unknown} ${capital(one)} ${are} peut-être hors de la période de la convention, qui n’est pas toute connue.`;
    case Absence.NOT_REPORTED:
      return unknown;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Of a year of a row: all its communes, those with an amount of their own in it, and the people of both. */
interface Counted {
  readonly fiscalYear: number;
  readonly communes: number;
  readonly reported: number;
  readonly population: number;
  readonly reportedPopulation: number;
}

const silentOf = ({ population, reportedPopulation }: Counted): number =>
  population === 0 ? 0 : 1 - reportedPopulation / population;

/** In French: how few of its people an amount is of, in the year where they are fewest; null where that is nearly all. */
export function partialHint(bases: readonly Counted[]): string | null {
  const [worst] = bases.toSorted((one, other) => silentOf(other) - silentOf(one));
  if (worst === undefined || silentOf(worst) <= silentPart) return null;
  const { fiscalYear, communes, reported, population, reportedPopulation } = worst;
  const of = bases.length > 1 ? `En ${fiscalYear}, montant` : 'Montant';
  const share = percent(reportedPopulation / population);
  return (
    `${of} de ${reported} ${reported > 1 ? 'communes' : 'commune'} sur ${communes} (${share} des habitants), argent propre des EPCI à part : ` +
    'l’euro par habitant se rapporte à tous les habitants.'
  );
}

/** Of what is not nothing, never « 0 % ». */
const percent = (part: number): string => {
  const rounded = Math.round(part * 100);
  return rounded === 0 && part > 0 ? 'moins de 1 %' : `${rounded} %`;
};
