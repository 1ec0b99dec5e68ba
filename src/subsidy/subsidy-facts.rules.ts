import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is measured of amounts outside of their tables: the descriptions of the fields and the catalogue follow from it. */
export const subsidyFacts = {
  subsidies: {
    label: 'Subventions',
    definition: 'Subventions d’action sociale de la Caf sur le territoire, pour un exercice et une nature.',
    ofConvention:
      'Subventions des communes du périmètre (au moins un jour de l’exercice) et des EPCI qui y sont tout entiers (le ' +
      '31 décembre), pour un exercice de la convention. ' +
      'Hors de sa période, la question ne se pose pas (NOT_APPLICABLE). Quand nul ne sait dire si l’exercice est dans la période (état ' +
      'UNDETERMINED au 31 décembre), les montants sont là et « hint » le dit.',
    formula: 'Somme des montants d’un exercice et d’une seule nature, hors montants écartés (« setAside »).',
    unit: MeasureUnit.EURO,
    limits: [
      'Deux natures (réel, prévisionnel…) ne s’additionnent jamais : une seule à la fois.',
      'Un exercice à la fois : pour plusieurs, « subsidyTable » par FISCAL_YEAR.',
      'Les montants de plusieurs conventions ne s’additionnent pas : une commune peut être sous deux. Demandez le territoire.',
    ],
  },
  subsidyPeers: {
    label: 'Subventions, parmi les pairs',
    definition:
      'Montants d’un exercice et d’une nature, par habitant ou par enfant, parmi ceux des pairs : médiane, quartiles et rang.',
    formula:
      'Montant de « subsidies », divisé par les habitants ou les enfants, rangé parmi ceux du même niveau, de la même strate et de la ' +
      'même zone.',
    unit: MeasureUnit.EURO_PER_INHABITANT,
    limits: [
      'Avec « measure: PER_CHILD », en euros par enfant.',
      'Un pair qui n’a rien communiqué n’est pas à zéro : il est compté à part.',
      'Un pair dont quelques communes n’ont rien communiqué compte pour ce qu’il a : « withPartialValue » dit combien sont ainsi.',
      'Sous cinq valeurs, ni médiane ni rang : élargissez « among » ou « sameBand ».',
    ],
  },
  concentration: {
    label: 'Concentration entre gestionnaires',
    definition: 'La part des premiers gestionnaires dans ce total.',
    formula: 'Montants des « first » premiers gestionnaires, divisés par ceux qui disent leur gestionnaire.',
    unit: MeasureUnit.SHARE,
    limits: ['Les noms n’y sont pas, et sous trois gestionnaires rien n’en est dit.'],
  },
  prioritiesAndSpending: {
    label: 'Priorités et dépense',
    definition:
      'La dépense a-t-elle suivi les priorités ? Part des enjeux à côté de la part des montants, par thématique et secteur.',
    formula:
      'Part du secteur dans les montants, moins part de la thématique du même nom parmi les mentions de thématiques des enjeux.',
    unit: MeasureUnit.POINT,
    limits: [
      'Un enjeu de deux thématiques compte dans chacune : les nombres d’enjeux ne s’additionnent pas.',
      'L’argent des conventions dont aucun enjeu n’est connu n’est dans aucune part : « amountWithoutPriorities ».',
    ],
  },
  fundingAbsences: {
    label: 'Lignes de financement absentes',
    definition:
      'Quels territoires, ou conventions, n’ont aucun montant de certaines lignes de financement dans un exercice, par nom puis par ' +
      'ligne. Ne rien avoir communiqué n’est pas ne rien recevoir : « state » le dit.',
    formula:
      'Lignes demandées dont aucun montant n’est connu, de chaque commune, EPCI ou convention, dans l’exercice et la nature.',
    unit: MeasureUnit.FUNDING_LINE,
    limits: [
      'Une ligne incertaine (UNCERTAIN) ou non communiquée (NOT_REPORTED) n’est pas une ligne absente.',
    ],
  },
} as const satisfies FieldsFacts;
