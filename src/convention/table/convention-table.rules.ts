import type { DimensionFacts } from '../../provenance/measure.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { ConventionScale } from '../convention.rules.js';

/** What a table of conventions can be grouped by: each splits them, so that rows add up to their total. */
export enum ConventionDimension {
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  SCALE_GROUP = 'SCALE_GROUP',
  SCALE = 'SCALE',
  GENERATION = 'GENERATION',
  STATE = 'STATE',
  START_YEAR = 'START_YEAR',
  CONVENTION = 'CONVENTION',
}

/** Every dimension, with its French description: the catalogue and the schema follow from this table. */
export const conventionDimensions: Readonly<Record<ConventionDimension, DimensionFacts>> = {
  REGION: { label: 'Région', description: 'Région de la Caf signataire ; vide si elle n’est pas connue.' },
  DEPARTMENT: {
    label: 'Département',
    description: 'Département de la Caf signataire ; vide s’il n’est pas connu.',
  },
  SCALE_GROUP: {
    label: 'Échelle',
    description: 'Communale, intercommunale ou autre, d’après la forme du territoire.',
  },
  SCALE: { label: 'Forme du territoire', description: 'La forme du territoire de la convention.' },
  GENERATION: {
    label: 'Génération',
    description: 'Génération dans la lignée ; vide si la source ne la dit pas.',
  },
  STATE: { label: 'État', description: 'État de la convention à la date.' },
  START_YEAR: {
    label: 'Année de début',
    description: 'Année du début de la période ; vide si la source ne la dit pas.',
  },
  CONVENTION: { label: 'Convention', description: 'La convention elle-même.' },
};

export enum ConventionTableOrder {
  CONVENTIONS = 'CONVENTIONS',
  COMMUNES = 'COMMUNES',
  SIGNATURE_DELAY = 'SIGNATURE_DELAY',
  KEY = 'KEY',
}

/** The three scales that a report tells apart. */
export enum ConventionScaleGroup {
  COMMUNAL = 'COMMUNAL',
  INTERCOMMUNAL = 'INTERCOMMUNAL',
  OTHER = 'OTHER',
}

/** Which of them each shape of territory is: intercommunal is what names whole EPCI. */
export const scaleGroups: Readonly<Record<ConventionScale, ConventionScaleGroup>> = {
  [ConventionScale.COMMUNE]: ConventionScaleGroup.COMMUNAL,
  [ConventionScale.EPCI]: ConventionScaleGroup.INTERCOMMUNAL,
  [ConventionScale.MULTI_EPCI]: ConventionScaleGroup.INTERCOMMUNAL,
  [ConventionScale.EPCI_AND_COMMUNES]: ConventionScaleGroup.INTERCOMMUNAL,
  [ConventionScale.COMMUNE_GROUP]: ConventionScaleGroup.OTHER,
  [ConventionScale.FORMER_EPCI]: ConventionScaleGroup.OTHER,
  [ConventionScale.PART_OF_EPCI]: ConventionScaleGroup.OTHER,
};

/** A dimension that the territory of a table lies within: it would have one row, and hide that it does. */
export const tooWide = (
  by: readonly ConventionDimension[],
  kind: TerritoryKind,
): ConventionDimension | undefined =>
  kind === TerritoryKind.COUNTRY || kind === TerritoryKind.REGION
    ? undefined
    : by.find((dimension) => dimension === ConventionDimension.REGION);
