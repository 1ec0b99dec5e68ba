import { ConventionScale } from '../../convention/convention.rules.js';
import {
  codeList,
  identifier,
  optionalDate,
  optionalInteger,
  optionalText,
  optionalYear,
  type RowOf,
  requiredCode,
  requiredText,
  textList,
} from '../columns/column.js';
import { sourceColumns } from '../columns/source-columns.js';
import { requiredWord } from '../columns/words.js';

const scales = {
  [ConventionScale.COMMUNE]: { label: 'commune', words: ['une commune', 'commune seule'] },
  [ConventionScale.EPCI]: {
    label: 'EPCI',
    words: [
      'intercommunalite',
      'intercommunal',
      'cc',
      'ca',
      'cu',
      'communaute de communes',
      'communaute d agglomeration',
    ],
  },
  [ConventionScale.MULTI_EPCI]: { label: 'plusieurs EPCI', words: ['multi epci'] },
  [ConventionScale.COMMUNE_GROUP]: { label: 'groupe de communes', words: ['multi commune', 'syndicat'] },
  [ConventionScale.FORMER_EPCI]: { label: 'ancien EPCI', words: ['multi commune ex epci'] },
  [ConventionScale.PART_OF_EPCI]: { label: 'partie d’EPCI', words: ['infra epci'] },
  [ConventionScale.EPCI_AND_COMMUNES]: { label: 'EPCI et communes', words: ['epci plus communes'] },
} as const;

/** Columns of a file of conventions. */
export const conventionColumns = {
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence unique de la convention',
  ),
  title: requiredText(['territory_name', 'territoire', 'nom du territoire'], 'Nom du territoire'),
  scale: requiredWord([['kind', 'forme', 'échelle'], 'Forme du territoire'], scales),
  lineage: optionalText(
    ['lineage', 'lignée'],
    'Lignée ; à défaut, la référence sans son numéro de génération',
  ),
  insee: codeList(['insee_code', 'code insee', 'insee'], 'Code INSEE, pour une seule commune'),
  sirens: codeList(['siren', 'siren de l’EPCI'], 'SIREN du ou des EPCI, séparés par |'),
  department: requiredCode(
    ['departement_code', 'département', 'code département'],
    'Code du département de la Caf signataire',
  ),
  generation: optionalInteger(['generation', 'génération'], 'Génération dans la lignée'),
  startYear: optionalYear(['start_year', 'année de début'], 'Année de début : vaut le 1er janvier'),
  endYear: optionalYear(['end_year', 'année de fin'], 'Année de fin : vaut le 31 décembre'),
  startDate: optionalDate(['start_date', 'date de début'], 'Jour de début'),
  endDate: optionalDate(['end_date', 'date de fin'], 'Jour de fin'),
  durationYears: optionalInteger(['duration_years', 'durée'], 'Durée annoncée, en années'),
  signedOn: optionalDate(['signature_date', 'date de signature'], 'Jour de signature'),
  signatureBasis: optionalText(
    ['signature_date_basis', 'base de la date de signature'],
    'Comment la date est connue',
  ),
  signatories: textList(['signatories', 'signataires'], 'Parties, séparées par |'),
  declaredCommunes: optionalInteger(['n_communes', 'nombre de communes'], 'Communes annoncées'),
  memberNames: textList(['member_communes', 'communes membres'], 'Noms des communes du périmètre'),
  members: codeList(['member_insee', 'codes insee des communes'], 'Codes INSEE du périmètre, séparés par |'),
  themes: textList(['thematiques', 'thématiques'], 'Thématiques, séparées par |'),
  declaredPriorities: optionalInteger(['n_enjeux', "nombre d'enjeux"], 'Enjeux annoncés'),
  declaredObjectives: optionalInteger(['n_objectifs', "nombre d'objectifs"], 'Objectifs annoncés'),
  declaredActions: optionalInteger(['n_actions', "nombre d'actions"], 'Actions annoncées'),
  ...sourceColumns,
};

export type ConventionValues = RowOf<typeof conventionColumns>;
