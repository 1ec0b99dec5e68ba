import type { Context } from '../graphql/context.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { type PassportScope, passport } from '../provenance/passport.js';
import { PassportUnit } from '../provenance/provenance.type.js';
import type { SubsidyBasis } from './subsidy-totals.sql.js';

const definition =
  'Somme des montants d’action sociale de l’exercice, d’une seule nature, des communes et EPCI du territoire. Un EPCI ' +
  'compte dans le département où vivent le plus de ses habitants. Attendu : toutes les communes. Communiqué : celles ' +
  'qui ont elles-mêmes au moins un montant dans ce total ; « epcis » compte les EPCI à part. Lacune : un montant mis de côté ' +
  'qui en est peut-être, ou que sa source ne ventile pas quand des secteurs, lignes ou sections sont demandés ; d’une ' +
  'convention, un périmètre dont les communes ne sont pas toutes connues, ou un exercice dont nul ne sait s’il est dans sa période.';

/** The passport of a sum of amounts of one year and nature. */
export const subsidyPassport = (
  context: Context,
  scope: Omit<PassportScope, 'dataset' | 'on'>,
  basis: Pick<
    SubsidyBasis,
    | 'communes'
    | 'reported'
    | 'population'
    | 'reportedPopulation'
    | 'oldestInputAt'
    | 'freshestInputAt'
    | 'demonstration'
    | 'hasGaps'
  >,
) =>
  passport(context, {
    scope: { ...scope, dataset: DatasetName.SUBSIDIES, on: null },
    unit: PassportUnit.COMMUNE,
    expected: basis.communes,
    reported: basis.reported,
    expectedPopulation: basis.population,
    reportedPopulation: basis.reportedPopulation,
    oldestInputAt: basis.oldestInputAt,
    freshestInputAt: basis.freshestInputAt,
    demonstration: basis.demonstration,
    hasGaps: basis.hasGaps,
    definition,
  });
