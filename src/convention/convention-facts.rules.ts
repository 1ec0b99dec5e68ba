import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is measured of a convention by itself: the descriptions of its fields and the catalogue follow from it. */
export const conventionFacts = {
  signedDaysAfterStart: {
    label: 'Délai de signature d’une convention',
    definition:
      'Jours entre le début de la période et la signature ; négatif si elle a été signée avant. Vide si l’un des deux est inconnu. ' +
      'Un début dont la source ne donne que l’année vaut le 1er janvier.',
    formula: 'Date de signature moins date de début.',
    unit: MeasureUnit.DAY,
    limits: [
      'Une convention n’a pas de moyenne : « conventionTable » donne les délais de plusieurs, avec leur médiane.',
    ],
  },
} as const satisfies FieldsFacts;
